from django.urls import include, path

urlpatterns = [
    path("", include("mentors.peers.urls")),
    path("", include("mentors.wishes.urls")),
    path("", include("mentors.today.urls")),
    path("", include("mentors.pairing.urls")),
    path("", include("mentors.contacts.urls")),
    path("", include("mentors.sessions.urls")),
    path("", include("mentors.reveals.urls")),
]

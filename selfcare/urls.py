from django.urls import include, path

from . import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("", include("selfcare.checkins.urls")),
    path("", include("selfcare.debriefs.urls")),
    path("", include("selfcare.supervision.urls")),
    path("", include("selfcare.team.urls")),
]

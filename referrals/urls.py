from django.urls import include, path

urlpatterns = [
    path("", include("referrals.partners.urls")),
    path("", include("referrals.disclosure.urls")),
    path("", include("referrals.consent.urls")),
    path("", include("referrals.groups.urls")),
    path("", include("referrals.handoffs.urls")),
    path("", include("referrals.packets.urls")),
]

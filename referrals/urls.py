from django.urls import include, path

urlpatterns = [
    path("", include("referrals.groups.urls")),
]

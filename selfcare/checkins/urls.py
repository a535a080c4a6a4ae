from django.urls import path

from . import views

urlpatterns = [
    path("me/check-in/", views.check_in, name="check_in"),
    path("me/check-in/<slug:ref>/", views.check_in_result, name="check_in_result"),
    path("me/check-in/<slug:ref>/share/", views.share_check_in, name="share_check_in"),
    path("me/pulse/", views.keep_pulse, name="keep_pulse"),
    path("me/pause/", views.pause, name="pause"),
]

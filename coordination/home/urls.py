from django.urls import path

from . import views

urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("today/", views.today, name="today"),
    path("help/", views.help_page, name="help"),
    path("help/devices/", views.devices, name="devices"),
]

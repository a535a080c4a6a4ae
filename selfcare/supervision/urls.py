from django.urls import path

from . import views

urlpatterns = [
    path("me/supervision/", views.my_supervision, name="my_supervision"),
    path("team/<slug:ref>/supervision/", views.record_supervision, name="record_supervision"),
]

from django.urls import path

from coordination.organisation import views

urlpatterns = [
    path("setup/reminders/", views.reminders, name="reminders"),
]

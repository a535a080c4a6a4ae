from django.urls import path

from . import views

urlpatterns = [
    path("team/", views.team, name="team"),
    path("team/<slug:ref>/", views.team_member, name="team_member"),
]

from django.urls import path

from . import views

urlpatterns = [
    path("me/debrief/", views.ask_debrief, name="ask_debrief"),
    path("me/debrief/<slug:ref>/close/", views.close_debrief, name="close_debrief"),
    path("debriefs/<slug:ref>/", views.set_debrief_time, name="set_debrief_time"),
]

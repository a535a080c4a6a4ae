from django.urls import path

from mentors.peers import views

urlpatterns = [
    path("peers/", views.peer_list, name="peer_list"),
    path("peers/new/", views.add_peer, name="add_peer"),
    path("peers/<slug:ref>/", views.peer, name="peer"),
    path("peers/<slug:ref>/shares/", views.change_shares, name="change_shares"),
    path("peers/<slug:ref>/limit/", views.change_limit, name="change_limit"),
    path("peers/<slug:ref>/pause/", views.set_paused, name="set_paused"),
    path("peers/<slug:ref>/supervisor/", views.change_supervisor, name="change_supervisor"),
]

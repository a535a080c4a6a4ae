from django.urls import path

from coordination.survivors import page, views

urlpatterns = [
    path("people/", views.survivor_list, name="survivor_list"),
    path("people/new/", views.add_survivor, name="add_survivor"),
    path("people/<slug:ref>/", page.survivor, name="survivor"),
    path("people/<slug:ref>/about/", views.change_survivor, name="change_survivor"),
    path("people/<slug:ref>/status/", views.set_status, name="set_status"),
    path("people/<slug:ref>/reveal/", page.reveal, name="reveal"),
]

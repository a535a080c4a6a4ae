from django.urls import path

from coordination.survivors import line, page, start, views

urlpatterns = [
    path("people/", views.survivor_list, name="survivor_list"),
    path("people/new/", views.add_survivor, name="add_survivor"),
    path("people/<slug:ref>/", page.survivor, name="survivor"),
    path("people/<slug:ref>/start/", start.start_person, name="start_person"),
    path("people/<slug:ref>/about/", views.change_survivor, name="change_survivor"),
    path("people/<slug:ref>/basics/", views.change_basics, name="change_basics"),
    path("people/<slug:ref>/names/", views.change_identity, name="change_identity"),
    path("people/<slug:ref>/told/", views.tell, name="tell"),
    path("people/<slug:ref>/reveal/", page.reveal, name="reveal"),
    path("people/<slug:ref>/timeline/", line.timeline, name="timeline"),
]

from django.urls import path

from mentors.reveals import views

urlpatterns = [
    path("entries/<slug:ref>/reveal/", views.reveal_note, name="reveal_note"),
]

from django.urls import path

from mentors.contacts import views

urlpatterns = [
    path("log/", views.log_pick, name="log_pick"),
    path("people/<slug:ref>/log/", views.log_contact, name="log_contact"),
    path("entries/<slug:ref>/", views.contact, name="contact"),
    path("entries/<slug:ref>/words/", views.ask_words, name="ask_words"),
    path("entries/<slug:ref>/undo/", views.undo_contact, name="undo_contact"),
    path("entries/<slug:ref>/correct/", views.correct_contact, name="correct_contact"),
    path("entries/<slug:ref>/error/", views.mark_error, name="mark_error"),
]

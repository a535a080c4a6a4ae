from django.urls import path

from mentors.pairing import views

urlpatterns = [
    path("pairing/", views.pairing_board, name="pairing_board"),
    path("pairing/<slug:ref>/", views.ideas, name="ideas"),
    path("pairing/<slug:ref>/offer/<slug:peer>/", views.offer, name="offer"),
    path("offers/<slug:ref>/", views.answer_offer, name="answer_offer"),
    path("pairings/<slug:ref>/", views.pairing, name="pairing"),
    path("pairings/<slug:ref>/answer/", views.record_answer, name="record_answer"),
    path("pairings/<slug:ref>/withdraw/", views.withdraw_offer, name="withdraw_offer"),
    path("pairings/<slug:ref>/pause/", views.pause_pairing, name="pause_pairing"),
    path("pairings/<slug:ref>/resume/", views.resume_pairing, name="resume_pairing"),
    path("pairings/<slug:ref>/rhythm/", views.change_rhythm, name="change_rhythm"),
    path("pairings/<slug:ref>/end/", views.end_pairing, name="end_pairing"),
]

from django.urls import path

from mentors.sessions import views

urlpatterns = [
    path("sessions/", views.session_list, name="session_list"),
    path("sessions/new/", views.new_session, name="new_session"),
    path("sessions/<slug:ref>/", views.session, name="session"),
    path("sessions/<slug:ref>/correct/", views.correct_session, name="correct_session"),
    path("sessions/<slug:ref>/error/", views.withdraw_session, name="withdraw_session"),
]

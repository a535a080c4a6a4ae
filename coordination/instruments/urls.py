from django.urls import path

from coordination.instruments import views

urlpatterns = [
    path("setup/questionnaires/", views.questionnaire_list, name="questionnaire_list"),
    path("setup/questionnaires/load/", views.load_questionnaire, name="load_questionnaire"),
    path("setup/questionnaires/<slug:ref>/", views.questionnaire, name="questionnaire"),
    path("setup/questionnaires/<slug:ref>/off/", views.switch_off, name="switch_off"),
    path(
        "setup/questionnaires/<slug:ref>/remove/",
        views.remove_questionnaire,
        name="remove_questionnaire",
    ),
]

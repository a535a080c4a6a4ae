from django.urls import path

from coordination.report_questions import views

urlpatterns = [
    path("people/<slug:ref>/report-questions/", views.report_questions, name="report_questions")
]

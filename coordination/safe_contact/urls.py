from django.urls import path

from coordination.safe_contact import views

urlpatterns = [
    path("people/<slug:ref>/contact-rules/", views.safe_contact, name="safe_contact"),
]

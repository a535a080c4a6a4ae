from django.urls import path

from coordination.safe_contact import views

urlpatterns = [
    path("people/<slug:ref>/contact-rules/", views.safe_contact, name="safe_contact"),
    path("people/<slug:ref>/contact-rules/stop/", views.stop_contact, name="stop_contact"),
    path("people/<slug:ref>/contact-rules/checked/", views.check_contact, name="check_contact"),
]

from django.urls import path

from referrals.disclosure import views

urlpatterns = [
    path("sharing/<slug:ref>/copy/", views.take_copy, name="take_copy"),
    path("sharing/<slug:ref>/copy.pdf", views.agreement_copy, name="agreement_copy"),
]

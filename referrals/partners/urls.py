from django.urls import path

from referrals.partners import views

urlpatterns = [
    path("partners/", views.partner_list, name="partner_list"),
    path("partners/new/", views.add_partner, name="add_partner"),
    path("partners/<slug:ref>/", views.partner, name="partner"),
    path("partners/<slug:ref>/checked/", views.check_partner, name="check_partner"),
]

from django.urls import path

from referrals.packets import views

urlpatterns = [
    path("handoffs/<slug:ref>/packet.pdf", views.packet, name="packet"),
    path("handoffs/<slug:ref>/sheet/", views.sheet, name="sheet"),
]

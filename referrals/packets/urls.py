from django.urls import path

from referrals.packets import summary, views

urlpatterns = [
    path("handoffs/<slug:ref>/packet.pdf", views.packet, name="packet"),
    path("handoffs/<slug:ref>/sheet/", views.sheet, name="sheet"),
    path("people/<slug:ref>/summary/", summary.summary, name="summary"),
    path("people/<slug:ref>/summary/page/", summary.summary_page, name="summary_page"),
    path("people/<slug:ref>/summary.pdf", summary.summary_pdf, name="summary_pdf"),
]

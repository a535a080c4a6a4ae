from django.urls import path

from coordination.inbox import views

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/read/", views.mark_all_read, name="mark_all_read"),
    path("inbox/<slug:ref>/open/", views.open_notice, name="open_notice"),
    path("inbox/<slug:ref>/read/", views.mark_read, name="mark_read"),
    path("me/settings/", views.settings, name="settings"),
]

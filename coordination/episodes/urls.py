from django.urls import path

from coordination.episodes import views

urlpatterns = [
    path("people/<slug:ref>/service/", views.service, name="service"),
    path("people/<slug:ref>/service/start/", views.start_service, name="start_service"),
    path("people/<slug:ref>/status/", views.set_status, name="set_status"),
]

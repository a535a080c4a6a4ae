from django.urls import path

from coordination.find import views

urlpatterns = [
    path("find/", views.find, name="find"),
    path("find/open/<slug:ref>/", views.open_found, name="open_found"),
]

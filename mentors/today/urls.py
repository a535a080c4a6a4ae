from django.urls import path

from mentors.today import views

urlpatterns = [
    path("pairings/<slug:ref>/not-today/", views.not_today, name="not_today"),
    path("pairings/<slug:ref>/after-all/", views.after_all, name="after_all"),
]

from django.urls import path

from coordination.goals import views

urlpatterns = [
    path("people/<slug:ref>/steps/new/", views.add_step, name="add_step"),
    path("steps/<slug:ref>/done/", views.finish_step, name="finish_step"),
]

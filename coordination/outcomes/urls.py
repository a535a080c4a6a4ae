from django.urls import path

from coordination.outcomes import views

HERE = "people/<slug:ref>/how-things-are/"

urlpatterns = [
    path(HERE, views.outcomes, name="outcomes"),
    path(f"{HERE}asking/", views.set_asking, name="set_asking"),
    path(f"{HERE}<slug:measure>/new/", views.ask_outcome, name="ask_outcome"),
    path(f"{HERE}<slug:outcome>/", views.outcome, name="outcome"),
    path(f"{HERE}<slug:outcome>/safety/", views.outcome_safety, name="outcome_safety"),
    path(f"{HERE}<slug:outcome>/correct/", views.correct_outcome, name="correct_outcome"),
    path(f"{HERE}<slug:outcome>/error/", views.outcome_error, name="outcome_error"),
]

from django.urls import path

from coordination.goals import views

urlpatterns = [
    path("people/<slug:ref>/goals/", views.goals, name="goals"),
    path("people/<slug:ref>/goals/new/", views.add_goal, name="add_goal"),
    path("goals/<slug:ref>/", views.change_goal, name="change_goal"),
    path("goals/<slug:ref>/steps/new/", views.add_goal_step, name="add_goal_step"),
    path("people/<slug:ref>/steps/new/", views.add_step, name="add_step"),
    path("steps/", views.my_steps, name="my_steps"),
    path("steps/<slug:ref>/", views.change_step, name="change_step"),
    path("steps/<slug:ref>/done/", views.finish_step, name="finish_step"),
    path("steps/<slug:ref>/drop/", views.drop_step, name="drop_step"),
    path("steps/<slug:ref>/open/", views.reopen_step, name="reopen_step"),
]

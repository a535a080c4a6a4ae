from django.urls import path

from . import views

urlpatterns = [
    path("groups/", views.group_list, name="group_list"),
    path("groups/find/", views.find_group, name="find_group"),
    path("groups/look/", views.held_groups, name="held_groups"),
    path("groups/models/<slug:slug>/", views.support_model, name="support_model"),
    path("groups/<slug:ref>/", views.group_detail, name="group_detail"),
    path("groups/<slug:ref>/checked/", views.mark_checked, name="mark_checked"),
    path("groups/<slug:ref>/change/", views.change_group, name="change_group"),
    path("groups/<slug:ref>/release/", views.release_group, name="release_group"),
]

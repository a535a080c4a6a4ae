from django.urls import path

from referrals.handoffs import start_views, views

NEW = "people/<slug:ref>/handoffs/new/"

urlpatterns = [
    path("handoffs/", views.handoff_list, name="handoff_list"),
    path("handoffs/<slug:ref>/", views.handoff, name="handoff"),
    path("handoffs/<slug:ref>/update/", views.update_handoff, name="update_handoff"),
    path("handoffs/<slug:ref>/how-it-went/", views.how_it_went, name="how_it_went"),
    path(NEW, start_views.new_handoff, name="new_handoff"),
    path(f"{NEW}drop/", start_views.drop_plan, name="drop_plan"),
    path(f"{NEW}<slug:step>/", start_views.start_handoff, name="start_handoff"),
    path("partners/<slug:ref>/handoff/", start_views.handoff_to_partner, name="handoff_to_partner"),
    path("groups/<slug:ref>/handoff/", start_views.handoff_to_group, name="handoff_to_group"),
]

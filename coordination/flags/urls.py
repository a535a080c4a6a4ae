from django.urls import path

from coordination.flags import deny_list, views

urlpatterns = [
    path("people/<slug:ref>/flags/", views.flags, name="flags"),
    path("people/<slug:ref>/flags/apart/", views.keep_apart, name="keep_apart"),
    path("flags/<slug:ref>/again/", views.renew_flag, name="renew_flag"),
    path("flags/<slug:ref>/end/", views.end_flag, name="end_flag"),
    path("privacy/never-pair/", deny_list.denial_list, name="denial_list"),
    path("privacy/never-pair/<slug:ref>/<slug:staff>/", deny_list.lift_denial, name="lift_denial"),
]

from django.urls import path

from . import views

urlpatterns = [
    path("signin/", views.signin, name="signin"),
    path("signout/", views.sign_out, name="sign_out"),
    path("leave/", views.leave, name="leave"),
    path("unlock/", views.unlock, name="unlock"),
    path("stay/", views.stay, name="stay"),
    path("theme/", views.set_theme, name="set_theme"),
]

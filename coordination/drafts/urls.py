from django.urls import path

from coordination.drafts import views

urlpatterns = [
    path("drafts/", views.keep_draft, name="keep_draft"),
    path("drafts/again/", views.drop_draft, name="drop_draft"),
]

from django.urls import path

from coordination.audit import views

urlpatterns = [
    path("people/<slug:ref>/looked/", views.looked, name="looked"),
    path("privacy/access/", views.access_log, name="access_log"),
    path("privacy/access/<slug:ref>/", views.access_of_person, name="access_of_person"),
    path("privacy/looks/<slug:ref>/", views.review_look, name="review_look"),
]

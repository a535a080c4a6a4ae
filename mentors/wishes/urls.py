from django.urls import path

from mentors.wishes import views

urlpatterns = [path("people/<slug:ref>/wishes/", views.wishes, name="wishes")]

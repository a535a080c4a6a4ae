"""The addresses of the product and, as under DEBUG, the page of components."""

from django.urls import path

from coordination.components_page import components
from coordination.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500"]

urlpatterns = [*urlpatterns, path("_components/", components, name="components")]

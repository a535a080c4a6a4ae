from django.conf import settings
from django.urls import include, path

from .home import urls as home

handler400 = "coordination.home.system.bad_request"
handler403 = "coordination.home.system.not_allowed"
handler404 = "coordination.home.system.not_found"
handler500 = "coordination.home.system.broken"

urlpatterns = [
    path("", include(home)),
    path("", include("coordination.users.urls")),
    path("", include("coordination.drafts.urls")),
    path("", include("coordination.find.urls")),
    path("", include("coordination.survivors.urls")),
    path("", include("coordination.audit.urls")),
    path("", include("coordination.episodes.urls")),
    path("", include("coordination.report_questions.urls")),
    path("", include("coordination.safe_contact.urls")),
    path("", include("coordination.flags.urls")),
    path("", include("coordination.organisation.urls")),
    path("", include("coordination.goals.urls")),
    path("", include("coordination.instruments.urls")),
    path("", include("coordination.outcomes.urls")),
    path("", include("coordination.inbox.urls")),
    path("", include("mentors.urls")),
    path("", include("referrals.urls")),
    path("", include("selfcare.urls")),
]

if settings.DEBUG:
    from .components_page import components

    urlpatterns.append(path("_components/", components, name="components"))

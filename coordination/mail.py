"""The one place that sends mail. It says that something is new, and nothing else (e.6)."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from coordination.organisation.models import Organisation


def say_something_is_new(address):
    """
    "New item in Daybook": no name, count or reference, and the same for everybody.

    Raises what the mail server or the connection raises.
    """
    product = " ".join(Organisation.current().product_name.split())
    subject = _("New item in %(product)s") % {"product": product}
    lines = [_("You have something new. Sign in to see it.")]
    if settings.DAYBOOK_URL:
        lines.append(settings.DAYBOOK_URL.rstrip("/") + reverse("today"))
    EmailMessage(subject, "\n\n".join(lines) + "\n", to=[address]).send()

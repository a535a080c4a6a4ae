"""A step Ana began to write down yesterday and did not save."""

from django.urls import reverse

from coordination.drafts.actions import keep_draft
from coordination.registry import sample
from coordination.survivors.models import Survivor


@sample.part(order=88)
def drafts(agency):
    """On the page of the first person she walks with; it fills itself in when she opens it."""
    ana = agency.person("navigator@example.org")
    with agency.at(1, hour=16):
        hers = Survivor.objects.visible_to(ana).open().order_by("opened_on", "pk").first()
        path = reverse("add_step", args=[hers.ref])
        keep_draft(user=ana, path=path, values={"what": ["Ask which bus goes there"]})

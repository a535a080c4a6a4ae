"""What coordination brings to Find."""

from django.utils.translation import gettext_lazy as _

from coordination.registry import finds

finds.deed(order=10, label=_("Hide screen"), url_name="unlock", query="?lock=1", mark="hide")
finds.deed(
    order=40,
    label=_("Add a person"),
    url_name="add_survivor",
    permission="coordination.add_survivor",
)
finds.deed(order=80, label=_("Lock"), url_name="unlock", query="?lock=1", mark="lock")
finds.deed(order=90, label=_("Leave"), url_name="leave", mark="leave")

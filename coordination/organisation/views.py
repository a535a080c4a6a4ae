"""What the organisation sets for itself."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coordination.access import about_nobody, allowed
from coordination.organisation.forms import RemindersForm
from coordination.organisation.models import Organisation


@allowed("coordination.change_organisation")
@about_nobody
def reminders(request):
    """After how many days without a contact somebody is asked to look (PAIR-8)."""
    form = RemindersForm(request.POST or None, instance=Organisation.current())
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved. The new days count from now on."))
        return redirect("reminders")
    return render(request, "coordination/organisation/reminders.html", {"form": form})

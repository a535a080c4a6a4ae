"""What happens to an entry of the directory besides an import."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from coordination import clock

from .models import Group, GroupFact, SupportModel
from .support_models import MODELS
from .words import HeardFrom, Status


def load_support_models():
    """Bring the table of models to `support_models.py`. Twice is once."""
    stored = {row.slug: row for row in SupportModel.objects.unscoped("reference data")}
    for position, model in enumerate(MODELS, start=1):
        wanted = {
            "name": model.msgid,
            "position": position,
            "attributes": model.codes(),
        }
        row = stored.get(model.slug) or SupportModel(slug=model.slug)
        if row._state.adding or any(getattr(row, name) != wanted[name] for name in wanted):
            for name, value in wanted.items():
                setattr(row, name, value)
            row.full_clean()
            row.save()


@transaction.atomic
def mark_checked(*, group, by):
    """Somebody looked today and the entry is right (GRP-4). Twice a day is once."""
    group = Group.objects.lock(group.pk)
    group.checked_on, group.checked_by = clock.today(), by
    group.full_clean()
    group.save()
    return group


@transaction.atomic
def change_group(*, group, changes, heard_from, by):
    """
    Set what somebody found out. Each field becomes local: no import changes it again.

    `changes`: field to value; those equal to what is stored are left alone.
    Refuses with code `nothing_changed`, so that a slip does not mark a field as found out.
    """
    group = Group.objects.lock(group.pk)
    changed = {name: value for name, value in changes.items() if getattr(group, name) != value}
    if not changed:
        raise ValidationError(
            _("Nothing is different yet. Change something, or go back."), code="nothing_changed"
        )
    for name, value in changed.items():
        setattr(group, name, value)
    if "status" in changed:
        group.deactivated_on = None if group.status == Status.ACTIVE else clock.today()
    group.local_fields = sorted({*group.local_fields, *changed})
    group.full_clean()
    group.save()
    for name, value in changed.items():
        _note(group, name, value, heard_from, by)
    return group


@transaction.atomic
def release_group(*, group, show, by):
    """
    A manager's answer about a held entry: show it, or keep it off every list (PRI-6).

    Refuses with code `not_held` when somebody answered before.
    """
    group = Group.objects.lock(group.pk)
    if not group.held_for:
        raise ValidationError(_("Somebody has already looked at this group."), code="not_held")
    group.held_for, group.confidential = "", not show
    group.local_fields = sorted({*group.local_fields, "held_for", "confidential"})
    group.full_clean()
    group.save()
    _note(group, "confidential", "no" if show else "yes", HeardFrom.DECISION, by)
    return group


def _note(group, field, value, heard_from, by):
    words = ", ".join(value) if isinstance(value, tuple) else str(value or "")
    fact = GroupFact(
        group=group,
        field=field,
        value=words,
        heard_from=heard_from,
        noted_on=clock.today(),
        noted_by=by,
    )
    fact.full_clean()
    fact.save()

"""Periods for records that are older than periods. Opens nothing; may stop and go on."""

from django.db import transaction

BATCH = 500


def begin_missing(survivors, episodes, batch=BATCH):
    """
    Give each record without a period one that says what its summary says; returns how many.

    Takes the two model classes, so that a migration can pass its own (`apps.get_model`). A record
    that has a period is left alone: running it twice, or after a stop, changes nothing.
    """
    made, rows = (
        0,
        survivors._base_manager.only(
            "pk", "status", "asked_on", "opened_on", "status_since", "last_contact_on"
        ),
    )
    missing = rows.exclude(pk__in=episodes._base_manager.values("survivor")).order_by("pk")
    while found := list(missing[:batch]):
        with transaction.atomic(using=survivors._base_manager.db):
            for survivor in found:
                episodes._base_manager.create(survivor=survivor, **period_of(survivor))
        made += len(found)
    return made


def period_of(survivor):
    """The period that a record's summary stands for. The reason of an old end is not known."""
    known = survivor.last_contact_on is not None
    active_on = survivor.opened_on if known or not survivor.asked_on else None
    period = {"started_on": survivor.opened_on, "active_on": active_on}
    if survivor.status == "finished":
        ended_on = max(survivor.status_since, survivor.opened_on)
        return period | {"status": "finished", "ended_on": ended_on, "end_reason": "other"}
    if survivor.status == "paused":
        return period | {"status": "on_hold"}
    return period | {"status": "waiting" if survivor.asked_on else "active"}

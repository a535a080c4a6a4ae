"""Each record from before there were periods gets one that says what its summary says."""

from django.db import migrations, transaction

BATCH = 500


def begin(apps, schema_editor):
    """Opens no seal. A record that has a period is left alone, so it may stop and go on."""
    alias = schema_editor.connection.alias
    if alias != "default":
        return
    episodes = apps.get_model("coordination", "Episode")._base_manager.using(alias)
    people = apps.get_model("coordination", "Survivor")._base_manager.using(alias)
    missing = people.exclude(pk__in=episodes.values("survivor")).order_by("pk")
    columns = ("pk", "status", "asked_on", "opened_on", "status_since", "last_contact_on")
    while found := list(missing.only(*columns)[:BATCH]):
        with transaction.atomic(using=alias):
            for person in found:
                episodes.create(survivor=person, **period_of(person))


def period_of(person):
    """The period that a record's summary stands for. Why an old one ended is not known."""
    begun = person.last_contact_on is not None or not person.asked_on
    period = {
        "started_on": person.opened_on,
        "active_on": person.opened_on if begun else None,
    }
    if person.status == "finished":
        ended_on = max(person.status_since, person.opened_on)
        return period | {"status": "finished", "ended_on": ended_on, "end_reason": "other"}
    if person.status == "paused":
        return period | {"status": "on_hold"}
    return period | {"status": "waiting" if person.asked_on else "active"}


class Migration(migrations.Migration):
    dependencies = [("coordination", "0002_daily_work")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]

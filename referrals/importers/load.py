"""Writes what a reader found: same file twice changes nothing, local edits win (standards.md 1)."""

import hashlib
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from coordination import clock
from referrals.groups.actions import load_support_models
from referrals.groups.fields import week_minute
from referrals.groups.models import Group, Meeting, SupportModel
from referrals.groups.words import Attendance, Status

from .models import ImportRun, ImportSource
from .rows import Remark

DEFAULT_MODEL = "twelve-step"  # Meeting Guide lists come from 12-step fellowships
BATCH = 500

# Columns of Group that a list may set; the names are those of Listing.
GROUP_FIELDS = [
    "name",
    "group_name",
    "area",
    "openness",
    "audiences",
    "languages",
    "formats",
    "access",
    "secular",
    "cross_talk",
    "proof_of_attendance",
    "notes",
    "website",
]
MEETING_FIELDS = [
    "zone",
    "zone_assumed",
    "attendance",
    "place",
    "place_notes",
    "address",
    "approximate",
    "place_closed",
    "link",
    "phone",
    "how_to_join",
]
SLOT_FIELDS = ["weekday", "start", "end", "end_assumed"]
_WRITTEN = [*GROUP_FIELDS, "support_model", "codes", "digest", "held_for", "changed_by"]
_WRITTEN += ["status", "deactivated_on"]


@dataclass(kw_only=True)
class Report:
    """What an import did, or would do. Counts are rows of the file; the last four of the source."""

    counts: dict
    lines: list = field(default_factory=list)  # (kind, Remark), in the order of the file


def source_name(path):
    """ "aasanjose" for aasanjose-2021-10.json: the file's name without date and extension."""
    stem = PurePath(path).stem
    date = r"(?:19|20)\d\d(?:[-_.]?\d\d){0,2}(?:[-_T]\d{4,6}Z?)?"
    if re.fullmatch(date, stem):
        return stem
    return re.sub(rf"^{date}[-_. ]+|[-_. ]+{date}$", "", stem).strip("-_. ") or stem


def import_feed(
    feed, *, name, data, reader, model="", ran_by=None, account="", dry_run=False
) -> Report:
    """
    Bring the source called `name` to what this feed says, in one transaction.

    `model`: slug of the support model these groups follow, remembered for the source. With
    `dry_run` everything is done and taken back, so that its numbers are those of the real thing.
    """
    with transaction.atomic():
        load_support_models()
        source = _source(name, model)
        run = ImportRun(
            source=source,
            file_sha256=hashlib.sha256(data).hexdigest(),
            reader=reader,
            ran_at=clock.now(),
            ran_by=ran_by,
            account=account,
        )
        report = _Import(feed, source, run).bring()
        transaction.set_rollback(dry_run)
    return report


def _source(name, model):
    key = " ".join(name.split()).casefold()[:120]
    source, _new = ImportSource.plain.get_or_create(
        key=key, defaults={"name": " ".join(name.split())[:120]}
    )
    source = ImportSource.objects.lock(source.pk)
    if model or source.support_model_id is None:
        source.support_model = SupportModel.plain.get(slug=model or DEFAULT_MODEL)
        source.save()
    return source


class _Import:
    """One run: reads what is stored, decides row by row in memory, then writes in sets."""

    def __init__(self, feed, source, run):
        self.feed, self.source, self.run = feed, source, run
        self.models = {row.slug: row for row in SupportModel.objects.unscoped("import")}
        stored = Group.objects.unscoped("import").filter(source=source)
        stored = stored.select_related("support_model")
        self.stored = {group.external_key: group for group in stored}
        self.meetings = defaultdict(list)
        rows = Meeting.objects.unscoped("import").current().filter(group__source=source)
        for meeting in rows.order_by("week_minute", "pk"):
            self.meetings[meeting.group_id].append(meeting)
        self.created, self.changed = [], []
        self.new_meetings, self.changed_meetings = [], []
        self.lines, self.counts = [], Counter()

    def bring(self):
        for listing in self.feed.listings:
            group = self.stored.get(listing.key)
            outcome = self._add(listing) if group is None else self._compare(group, listing)
            self.counts[outcome] += 1
        missing = self._missing()
        self._say_the_rest(missing)
        report = Report(counts=self._counts(missing), lines=sorted(self.lines, key=_in_file))
        self._write(missing)
        report.counts.update(self._attendance())
        self.run.remarks = [f"{kind}: {line}" for kind, line in report.lines if kind != "created"]
        self.run.counts = report.counts
        self.run.save()
        return report

    # Row by row

    def _add(self, listing):
        group = Group(source=self.source, external_key=listing.key, changed_by=self.run)
        for name, value in self._values(listing).items():
            setattr(group, name, value)
        group.held_for = listing.hold[:60]
        self.created.append(group)
        self.new_meetings += [Meeting(group=group, **values) for values in _meetings(listing)]
        self._say("created", listing, "")
        if listing.hold:
            self._say_held(listing)
        return "created"

    def _compare(self, group, listing):
        """ "unchanged", or "updated" after setting what differs and is not local."""
        values = self._values(listing)
        missing_before = group.status == Status.INACTIVE and not group.is_local("status")
        if group.digest == values["digest"] and not (missing_before or group.local_fields):
            return "unchanged"
        differs = [name for name in values if getattr(group, name) != values[name]]
        kept = [name for name in differs if group.is_local(name)]
        differs = [name for name in differs if name not in kept]
        for name in differs:
            setattr(group, name, values[name])
        if missing_before:
            group.status, group.deactivated_on = Status.ACTIVE, None
            differs.append("status")
        moved = self._move(group, listing, kept)
        if listing.hold and not (group.held_for or group.is_local("held_for")):
            group.held_for = listing.hold[:60]
            differs.append("held_for")
            self._say_held(listing)
        if kept:
            self._say("kept", listing, _("Set here and left alone: %s.") % ", ".join(sorted(kept)))
        if not differs and not moved:
            return "unchanged"
        group.changed_by = self.run
        self.changed.append(group)
        names = [name for name in differs if name not in ("digest", "codes")]
        self._say("updated", listing, ", ".join(names + ["meetings"] * moved))
        return "updated"

    def _move(self, group, listing, kept):
        """Bring the group's meetings to the row's; True when one changed, came or went."""
        wanted, stored = _meetings(listing), list(self.meetings[group.pk])
        pairs = []
        for fits in (_same_time, _same_day, lambda meeting, values: True):
            for values in list(wanted):
                found = next((one for one in stored if fits(one, values)), None)
                if found:
                    pairs.append((found, values))
                    stored.remove(found)
                    wanted.remove(values)
        changed = [(one, values) for one, values in pairs if _differs(one, values)]
        if not (changed or wanted or stored):
            return False
        if group.is_local("meetings"):
            kept.append("meetings")
            return False
        for meeting, values in changed:
            for name, value in values.items():
                setattr(meeting, name, value)
        for meeting in stored:
            meeting.ended_on = clock.today()
        self.changed_meetings += [one for one, _values in changed] + stored
        self.new_meetings += [Meeting(group=group, **values) for values in wanted]
        return True

    def _values(self, listing):
        model = self.models.get(listing.support_model)
        if listing.support_model and model is None:
            text = _("“%s” is no support model we know; that of the list is used.")
            self._say("note", listing, text % listing.support_model[:40])
        model = model or self.models[self.source.support_model.slug]
        values = {name: getattr(listing, name) for name in GROUP_FIELDS}
        values |= {"codes": list(listing.codes), "support_model": model}
        values["digest"] = _digest(listing, model.slug)
        return values

    def _missing(self):
        """Stored, active, and not in this file. An empty list is no reason to switch all off."""
        there = {listing.key for listing in self.feed.listings} | self.feed.refused_slugs
        missing = [
            group
            for key, group in self.stored.items()
            if key not in there
            and key.rpartition(":")[0] not in self.feed.refused_slugs
            and group.status == Status.ACTIVE
            and not group.is_local("status")
        ]
        if self.feed.listings:
            return missing
        if missing:
            self._say_of_file(_("No row of this file can be used, so nothing was switched off."))
        return []

    # What is said

    def _say(self, kind, listing, text):
        remark = Remark(position=listing.position, name=listing.name, text=text)
        self.lines.append((kind, remark))

    def _say_of_file(self, text):
        self.lines.append(("note", Remark(position=None, name="", text=text)))

    def _say_held(self, listing):
        text = _("It mentions “%s”: held until a manager has looked, and shown to nobody else.")
        self._say("held", listing, text % listing.hold)

    def _say_the_rest(self, missing):
        for remark in self.feed.refused:
            self.lines.append(("refused", remark))
        for remark in self.feed.repeated:
            self.lines.append(("repeated", remark))
        for remark in self.feed.remarks:
            self.lines.append(("note", remark))
        for group in missing:
            text = _("No longer in the list.")
            remark = Remark(position=None, name=group.name, text=f"{group.name}: {text}")
            self.lines.append(("deactivated", remark))
        if len(missing) >= 10 and len(missing) == len(self.stored):
            text = _("None of the groups of “%s” is in this file. Is it another list? Use --area.")
            self._say_of_file(text % self.source.name)

    def _counts(self, missing):
        return {
            "read": self.feed.read,
            "created": self.counts["created"],
            "updated": self.counts["updated"],
            # A row that repeats another brings nothing new.
            "unchanged": self.counts["unchanged"] + len(self.feed.repeated),
            "deactivated": len(missing),
            "refused": len(self.feed.refused),
        }

    # Sets

    def _write(self, missing):
        for group in missing:
            group.status, group.deactivated_on = Status.INACTIVE, clock.today()
            group.changed_by = self.run
        Group.objects.bulk_create(self.created, batch_size=BATCH)
        _upsert(Group, self.changed + missing, _WRITTEN)
        Meeting.objects.bulk_create(self.new_meetings, batch_size=BATCH)
        columns = [*SLOT_FIELDS, *MEETING_FIELDS, "week_minute", "ended_on"]
        _upsert(Meeting, self.changed_meetings, columns)

    def _attendance(self):
        """Rows of this source by how one takes part; those no longer in the list are inactive."""
        groups = [*self.stored.values(), *self.created]
        ways = {group.pk: set() for group in groups if group.status != Status.INACTIVE}
        rows = Meeting.objects.unscoped("import").current().filter(group__source=self.source)
        for group, attendance in rows.values_list("group", "attendance").distinct():
            if group in ways:
                ways[group].add(attendance)
        counted = Counter(_together(found) for found in ways.values())
        found = {way: counted[way] for way in ("in_person", "online", "hybrid")}
        return found | {"inactive": len(groups) - sum(found.values())}


def _meetings(listing):
    """The values of each Meeting of this row."""
    shared = {name: getattr(listing, name) for name in MEETING_FIELDS}
    return [
        {
            **{name: getattr(slot, name) for name in SLOT_FIELDS},
            **shared,
            "week_minute": week_minute(slot.weekday, slot.start),
        }
        for slot in listing.slots
    ]


def _same_time(meeting, values):
    return (meeting.weekday, meeting.start) == (values["weekday"], values["start"])


def _same_day(meeting, values):
    return meeting.weekday == values["weekday"]


def _differs(meeting, values):
    return any(getattr(meeting, name) != value for name, value in values.items())


def _together(ways):
    """One word for all the meetings of a group."""
    in_person = ways & {Attendance.IN_PERSON, Attendance.HYBRID}
    online = ways & {Attendance.ONLINE, Attendance.HYBRID}
    if in_person and online:
        return "hybrid"
    return "in_person" if in_person else "online" if online else "inactive"


def _digest(listing, model):
    """Of everything the row says and the model it is read with; not of its place in the file."""
    slots = [vars(slot) for slot in listing.slots]
    said = vars(listing) | {"slots": slots, "position": 0, "support_model": model}
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def _upsert(model, rows, columns):
    """Write these columns of stored rows in sets; as fast as inserting them."""
    model.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=columns
    )


def _in_file(line):
    return line[1].position or 0

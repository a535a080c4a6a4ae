"""Meeting Guide JSON: bytes in, listings and refusals out; touches no database (standards.md 3)."""

import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import replace

from django.utils.translation import gettext as _

from coordination import strict_json

from .codes import KNOWN, attributes, read_codes
from .rows import MAX_BYTES, Feed, Listing, NotAFeed, Remark
from .text import clean, clean_link, is_blank, without_emails
from .times import OddDay, read_days, read_slots, read_zone

VERSION = "meeting-guide 1"

# People, payment and editing are not ours to keep (rule 6); `contact_*` joins them below.
_PEOPLE = frozenset(
    ("email", "phone", "author", "venmo", "paypal", "square", "homegroup", "homegroup_online"),
).union(("edit_url", "last_contact", "feedback_emails", "entity_email", "entity_phone"))
_SSN_COLUMN = re.compile(r"(?:^|[^a-z])ssn(?:[^a-z]|$)|social[\s_-]*security", re.IGNORECASE)
_SSN_VALUE = re.compile(r"\d{3}[- ]\d{2}[- ]\d{4}")
# "Held" costs a person one look; "not held" could print the address of a refuge.
_HOLD = re.compile(
    r"\b(?:shelters?|safe[ -]?houses?|women['’]?s refuge|domestic[ -]violence|personal safety|"
    r"(?:confidential|undisclosed) (?:address|location))\b",
    re.IGNORECASE,
)
_LONGEST_SLUG = 200


def parse(data, *, zone="", default_zone):
    """
    Everything in one file.

    `zone` is the zone the person gave for this file, `default_zone` the organisation's, used where
    neither row nor file names one and then marked assumed.
    Raises NotAFeed when the file as a whole must be refused: nothing of it may be loaded.
    """
    rows = _rows(data)
    feed = Feed(read=len(rows))
    drafts, dropped = [], Counter()
    for position, fields in enumerate(rows, start=1):
        row = _Row(position, fields)
        try:
            drafts.append(row.listing(zone, default_zone))
        except _Refused as refusal:
            feed.refused.append(row.remark(str(refusal)))
            feed.refused_slugs.add(row.slug)
        feed.remarks.extend(row.remarks)
        dropped.update(row.people())
    feed.refused_slugs.discard("")
    feed.listings = list(_with_keys(drafts, feed))
    for column, rows_with_it in sorted(dropped.items()):
        text = _("“%(column)s” is about people or money and is not stored (%(rows)s rows).")
        text %= {"column": column[:40], "rows": rows_with_it}
        feed.remarks.append(Remark(position=None, name="", text=text))
    return feed


def is_in_person(fields, codes):
    """A door that is open: the address is specific and the place is not closed (`TC`)."""
    return "TC" not in codes and is_specific(fields)


def is_specific(fields):
    """Whether the place is a door and not an area; `approximate` decides, else the address."""
    approximate = _yes_or_no(fields.get("approximate"))
    if approximate:
        return approximate == "no"
    if not is_blank(fields.get("formatted_address")):
        return fields["formatted_address"].count(",") >= 3
    return not is_blank(fields.get("address"))


def is_online(fields):
    """Joinable from anywhere, by link or only by phone."""
    return not (is_blank(fields.get("conference_url")) and is_blank(fields.get("conference_phone")))


class _Refused(ValueError):
    """This row is left out; the others are read."""


class _Row:
    """One object of the list; collects what it has to say about itself."""

    def __init__(self, position, fields):
        self.position, self.remarks = position, []
        self.fields = fields if isinstance(fields, dict) else {}
        self.slug, self.name = _slug(self.fields.get("slug")), ""
        self.name = self._line("name")

    def remark(self, text):
        return Remark(position=self.position, name=self.name or self.slug, text=text)

    def tell(self, text):
        self.remarks.append(self.remark(text))

    def people(self):
        """Names of filled columns that are about people, payment or editing."""
        for column, value in self.fields.items():
            if (column.startswith("contact_") or column in _PEOPLE) and value not in (None, "", []):
                yield column

    def listing(self, zone, default_zone):
        """Raises _Refused. The key is the slug; `_with_keys` tells rows of one slug apart."""
        self._refuse_unreadable()
        try:
            days = read_days(self.fields.get("day"))
        except OddDay as odd:
            raise _Refused(str(odd)) from odd
        slots, remarks = read_slots(days, self.fields.get("time"), self.fields.get("end_time"))
        used, assumed, remark = read_zone(self.fields.get("timezone"), zone, default_zone)
        for text in filter(None, [*remarks, remark]):
            self.tell(text)
        return Listing(
            position=self.position,
            key=self.slug,
            name=self.name,
            slots=slots,
            zone=used,
            zone_assumed=assumed,
            **self._codes(),
            **self._where(),
            **self._words(),
        )

    def _refuse_unreadable(self):
        for column, value in self.fields.items():
            text = value.strip() if isinstance(value, str) else value
            named = _SSN_COLUMN.search(column) and text not in (None, "")
            if named or (isinstance(text, str) and _SSN_VALUE.fullmatch(text)):
                raise _Refused(_("It has a column that looks like a social security number."))
        if not self.slug:
            raise _Refused(_("It has no slug, so it cannot be told from the others."))
        if not self.name:
            raise _Refused(_("It has no name."))

    def _codes(self):
        codes = read_codes(self.fields.get("types"))
        unknown = [code or "(empty)" for code in codes if code not in KNOWN]
        if unknown:
            self.tell(_("Codes we do not know, kept as they are: %s.") % ", ".join(unknown))
        self._compare_attendance(codes)
        return {
            "codes": codes,
            "attendance": self._attendance(codes),
            "place_closed": "TC" in codes,
            **attributes(codes),
        }

    def _attendance(self, codes):
        online, in_person = is_online(self.fields), is_in_person(self.fields, codes)
        if online and in_person:
            return "hybrid"
        return "online" if online else "in_person" if in_person else "inactive"

    def _compare_attendance(self, codes):
        """The publisher's own word is not in the specification; it is compared, not believed."""
        theirs, ours = self.fields.get("attendance_option"), self._attendance(codes)
        if not is_blank(theirs) and theirs.strip() != ours:
            text = _("The list says “%(theirs)s”; by link and address it is “%(ours)s”.")
            self.tell(text % {"theirs": theirs.strip()[:40], "ours": ours})

    def _where(self):
        address = self._line("formatted_address", limit=500)
        if not address:
            parts = [self._line(part) for part in ("address", "city")]
            parts.append(f"{self._line('state')} {self._line('postal_code')}".strip())
            parts.append(self._line("country"))
            address = ", ".join(filter(None, parts))[:500]
        link, how_to_join = self._link("conference_url", limit=2000), []
        if not link and not is_blank(self.fields.get("conference_url")):
            self.tell(_("The link is not a web address; it is kept as words."))
            how_to_join.append(self._line("conference_url", limit=1000))
        how_to_join += [self._lines("conference_url_notes"), self._lines("conference_phone_notes")]
        return {
            "place": self._line("location"),
            "place_notes": self._lines("location_notes"),
            "address": address,
            "approximate": not is_specific(self.fields),
            "area": self._area(),
            "link": link,
            "phone": self._line("conference_phone"),
            "how_to_join": "\n".join(filter(None, how_to_join)),
        }

    def _words(self):
        notes = "\n\n".join(filter(None, [self._lines("notes"), self._lines("group_notes")]))
        words = {
            "group_name": self._line("group"),
            "notes": notes,
            "website": self._link("website", limit=500),
            "support_model": self._line("support_model").lower(),
        }
        searched = [self.name, words["group_name"], notes, self._line("location")]
        searched += [self._lines("location_notes"), self._line("formatted_address", "address")]
        if found := _HOLD.search("\n".join(searched)):
            words["hold"] = found.group().lower()
        return words

    def _area(self):
        regions = self.fields.get("regions")
        if isinstance(regions, str):
            regions = regions.split(">")
        if not (isinstance(regions, list) and regions):
            regions = [self.fields.get("region"), self.fields.get("sub_region")]
        return ", ".join(filter(None, (clean(region)[0] for region in regions)))[:255]

    def _line(self, *columns, limit=255):
        """The first filled of these columns as one line."""
        column = next((name for name in columns if not is_blank(self.fields.get(name))), None)
        text, removed = clean(self.fields.get(column))
        return self._told(column, *without_emails(text), removed)[:limit].rstrip()

    def _lines(self, column, limit=5000):
        text, removed = clean(self.fields.get(column), lines=True)
        return self._told(column, *without_emails(text), removed)[:limit].rstrip()

    def _link(self, column, limit):
        link, removed = clean_link(self.fields.get(column))
        link = self._told(column, link, 0, removed)
        return link if len(link) <= limit else ""

    def _told(self, column, text, emails, removed):
        if removed:
            text_ = _("Characters nobody can see were taken out of “%(column)s”: %(which)s.")
            self._tell_once(text_ % {"column": column, "which": ", ".join(removed)})
        if emails:
            self._tell_once(_("An e-mail address was left out of “%s”.") % column)
        return text

    def _tell_once(self, text):
        if self.remark(text) not in self.remarks:
            self.tell(text)


def _rows(data):
    if len(data) > MAX_BYTES:
        raise NotAFeed(_("it is larger than 50 MB"))
    try:
        rows = strict_json.load(data)
    except strict_json.NotJSON as error:
        raise NotAFeed(str(error)) from error
    if not isinstance(rows, list):
        raise NotAFeed(_("it is not a list of meetings"))
    if rows and not any(isinstance(row, dict) and {"name", "slug"} <= row.keys() for row in rows):
        raise NotAFeed(_("none of its rows has a name and a slug, so it is no list of meetings"))
    return rows


def _slug(value):
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    slug = clean(str(value))[0]
    return slug if len(slug) <= _LONGEST_SLUG else ""


def _yes_or_no(value):
    """ "yes", "no", or "" for anything else, which then decides nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    word = value.strip().lower() if isinstance(value, str) else ""
    return word if word in ("yes", "no") else ""


def _with_keys(drafts, feed):
    """
    Listings with the key they are known by, in the order of the file.

    A slug that stands once is the key. Of rows with one slug those equal in name, day, time and
    place are one row; the others keep apart by a hash of day, time and place, so that the key does
    not depend on the order of the file.
    """
    by_slug, taken = defaultdict(dict), set()
    for draft in drafts:
        first = by_slug[draft.key].setdefault(_signature(draft), draft)
        if first is not draft:
            text = _("It is in the list twice; row %s is used.") % first.position
            feed.repeated.append(Remark(position=draft.position, name=draft.name, text=text))
    firsts = [draft for same in by_slug.values() for draft in same.values()]
    for draft in sorted(firsts, key=lambda draft: draft.position):
        same = by_slug[draft.key]
        key = draft.key if len(same) == 1 else _apart(draft, same.values())
        if key in taken:
            text = _("Another row already has the key “%s”.") % key
            feed.refused.append(Remark(position=draft.position, name=draft.name, text=text))
            continue
        taken.add(key)
        if key != draft.key:
            text = _("Its slug stands more than once; both rows are kept. Look which one is right.")
            feed.remarks.append(Remark(position=draft.position, name=draft.name, text=text))
        yield replace(draft, key=key)


def _apart(draft, same):
    mine = _signature(draft)[1:]
    alike = [other for other in same if _signature(other)[1:] == mine]
    words = _signature(draft) if len(alike) > 1 else mine
    return f"{draft.key}:{hashlib.sha256(repr(words).encode()).hexdigest()[:10]}"


def _signature(draft):
    """(name, day, time, place): what makes two rows of one slug the same row."""
    days = sorted(slot.weekday or 0 for slot in draft.slots)
    start = draft.slots[0].start
    return draft.name, days_and_start(days, start), draft.place, draft.address


def days_and_start(days, start):
    """Text of day and time that does not change between versions of Python."""
    return f"{','.join(map(str, days))} {start.strftime('%H:%M') if start else ''}"

"""An entry in words, the same on every list."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.models import Way
from coordination.templatetags.daybook import at, when
from mentors.contacts.choices import DETAILS, HELPERS, TOPICS, WENT
from mentors.contacts.models import Contact

ICONS = {
    Way.CALL: "phone",
    Way.TEXT: "text",
    Way.VIDEO: "video",
    Way.IN_PERSON: "person",
    Way.EMAIL: "email",
}


def how(contact):
    """Call, or Group."""
    if contact.kind == Contact.Kind.GROUP:
        return contact.get_kind_display()
    return contact.get_mode_display()


def outcome(contact):
    """We talked, or: They asked to wait until Mon, Nov 30."""
    if contact.wait_until:
        until = {"day": when(contact.wait_until)}
        return _("They asked to wait until %(day)s") % until
    return contact.get_outcome_display()


def line(contact):
    """Call · We talked · 15 minutes."""
    parts = [how(contact), outcome(contact)]
    if contact.minutes:
        words = ngettext("%(count)s minute", "%(count)s minutes", contact.minutes)
        parts.append(words % {"count": contact.minutes})
    return " · ".join(str(part) for part in parts)


def meta(contact):
    """When, who, and what a reader must know: written late, corrected, against the rule."""
    parts = [at(contact.happened_at), contact.author.get_short_name()]
    if contact.kind not in (Contact.Kind.ONE_TO_ONE, Contact.Kind.GROUP):
        parts.append(_who(contact))
    if contact.is_late:
        parts.append(_("written %(day)s") % {"day": when(contact.written_at)})
    if contact.corrected_at:
        named = {"day": when(contact.corrected_at), "name": contact.author.get_short_name()}
        parts.append(_("corrected %(day)s by %(name)s") % named)
    if contact.against_rule:
        parts.append(contact.get_against_rule_display())
    if contact.safety_changed:
        parts.append(_("something changed about safety"))
    return " · ".join(str(part) for part in parts)


def _who(contact):
    """With someone who helps them: Clinic."""
    helper = HELPERS.get(contact.details.get("helper"))
    said = contact.get_kind_display()
    return f"{said}: {helper}" if helper else said


def details(contact):
    """What it was for, and in what kind of place."""
    found = [DETAILS[name].get(contact.details.get(name)) for name in ("purpose", "place")]
    return [str(label) for label in found if label]


def went(contact):
    """How it was for them. Opens what only those who walk with her read."""
    return str(WENT.get(contact.told.get("went"), ""))


def topics(contact):
    """What they did together, in the words of the chips."""
    return [str(label) for key, label in TOPICS.items() if key in contact.topics]


def text(contact):
    """The note and her own words, as one text to fold away."""
    parts = [contact.note]
    if contact.wants:
        parts.append(_("What they want next: %(words)s") % {"words": contact.wants})
    if contact.reflection:
        parts.append(_("In their words: %(words)s") % {"words": contact.reflection})
    return "\n".join(part for part in parts if part)


def entry(contact, readable):
    """A row for components/timeline.html. The note is opened only where the user may read it."""
    did = ", ".join(topics(contact))
    return {
        "icon": "group" if contact.kind == Contact.Kind.GROUP else ICONS[contact.mode],
        "text": line(contact),
        "meta": f"{meta(contact)} · {did}" if did else meta(contact),
        "note": text(contact) if contact.pk in readable else "",
        "href": contact.get_absolute_url(),
        "day": contact.happened_at,
    }


def against(mode, name, rule, until=None):
    """
    The interruption page: what she said, and who began. (S25)

    `rule` is her contact rule; without a card nobody has asked her yet. `until`: she asked to wait.
    """
    did = {
        Way.CALL: (_("call"), _("Did they call you first?")),
        Way.TEXT: (_("text"), _("Did they text you first?")),
        Way.VIDEO: (_("use video"), _("Did they start it?")),
        Way.IN_PERSON: (_("meet"), _("Did they ask to meet?")),
        Way.EMAIL: (_("e-mail"), _("Did they e-mail you first?")),
    }
    verb, question = did[mode]
    if until and rule.allows(mode):
        named = {"name": name, "day": when(until)}
        said = _("%(name)s asked to wait until %(day)s.") % named
    elif rule.yes:
        said = _("%(name)s asked us not to %(verb)s.") % {"name": name, "verb": verb}
    else:
        said = f"{name}: {rule.say}"
    return said, question


SHORT = 40  # letters of instructions that fit one line of a phone


def in_short(instructions):
    """Safety instructions for one line: as they are when they fit, else how many there are."""
    if sum(map(len, instructions)) <= SHORT or len(instructions) < 2:
        return instructions
    count = len(instructions)
    words = ngettext("%(count)s safety instruction", "%(count)s safety instructions", count)
    return [words % {"count": count}]

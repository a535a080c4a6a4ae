"""
The agreement in plain words (experience.md c.6): built once, kept exactly as she read it.

Bold parts stand between two asterisks; nothing typed by anybody can carry them.
"""

from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.registry import disclosable
from referrals.consent.models import How
from referrals.partners.models import Partner

# Languages whose wording was read by the organisation, with the version of that wording.
VERSIONS = {"en": "en-2026-11"}

GOOD = {
    Partner.Kind.GROUP: gettext_lazy("They know you are coming and can meet you at the door."),
    Partner.Kind.LEGAL: gettext_lazy("They can look at what you need before you meet."),
}
GOOD_ANYWHERE = gettext_lazy("You may not have to tell the same things again.")
THINK = gettext_lazy(
    "Once they have this, they decide who else sees it. They may write it in their records. "
    "A court could ask them for it."
)
THINK_MUST_REPORT = gettext_lazy("Some people there must tell the authorities about harm.")
MUST_TELL = gettext_lazy("For example, if a child is being hurt.")
WAYS = {
    How.IN_PERSON: gettext_lazy("in person, with you there"),
    How.PHONE: gettext_lazy("by phone"),
    How.MESSAGE: gettext_lazy("by secure message"),
    How.PAPER: gettext_lazy("on paper that you carry"),
    How.EMAIL: gettext_lazy("by email or text"),
}
ITEMS = {
    "chosen_name": gettext_lazy("your first or chosen name"),
    "last_name": gettext_lazy("your last name"),
    "phone": gettext_lazy("your phone number, if it is safe to call"),
    "wants": gettext_lazy("that you want: %(words)s"),
    "best_times": gettext_lazy("the best times for you: %(words)s"),
    "needs": gettext_lazy("your language and access needs"),
    "one_more_thing": gettext_lazy("this: %(words)s"),
}


def good_things(partner):
    """What could be good about sharing with this kind of place; staff may change it."""
    return str(GOOD.get(partner.kind, GOOD_ANYWHERE))


def think_about(partner):
    """What to think about first; staff may change it."""
    return f"{THINK} {THINK_MUST_REPORT}" if partner.must_report else str(THINK)


def agreement_text(agreement, organisation, *, good, think):
    """
    The paragraphs of an agreement in its language, all elements of `domain.md` 3 among them.

    With Part 2 on they also say whose information it is, who shares it, that stopping can be in
    writing and where, and what protects the records.
    """
    with translation.override(agreement.language):
        lines = [
            _("**Your information belongs to you. You choose what we share.**"),
            _("You do not have to sign this. If you say no, you still get our help."),
            *_what(agreement),
            *_why(agreement),
            *_until(agreement, organisation),
            _("If you end it, we stop right away. We cannot take back what we already shared."),
            _("**How this can help.** %(good)s") % {"good": plain(good)},
            _("**Think about this before you sign.** %(think)s") % {"think": plain(think)},
            _(
                "There are times when the law makes us tell someone. %(times)s We will try to talk "
                "with you first."
            )
            % {"times": plain(organisation.must_tell or str(MUST_TELL))},
            *_part2(agreement, organisation),
            _(
                "You can have a copy. If it is not safe to carry a copy, we can keep it here for "
                "you."
            ),
        ]
    return lines


def _what(agreement):
    if agreement.contact:
        who = _("%(contact)s at %(partner)s") % {
            "contact": plain(agreement.contact),
            "partner": plain(agreement.partner.name),
        }
    else:
        who = plain(agreement.partner.name)
    things = " · ".join(item_words(agreement, key) for key in agreement.items)
    return [
        _(
            "If you sign, we will share only what is on this page. We will share it only with "
            "**%(who)s**."
        )
        % {"who": who},
        _("We will share: **%(things)s.** We will not share anything else.") % {"things": things},
    ]


def item_words(agreement, key):
    """One item as she reads it, with the words that were typed for it."""
    if key in ITEMS:
        words = plain(getattr(agreement, key, "")) if "%(words)s" in str(ITEMS[key]) else ""
        return ITEMS[key] % {"words": words} if words else str(ITEMS[key])
    return str(disclosable.items()[key].label)


def _why(agreement):
    ways = ", ".join(str(WAYS[way]) for way in agreement.how)
    return [
        _("We will share it **%(ways)s**.") % {"ways": ways},
        _("Why we share it: **%(purpose)s**.") % {"purpose": plain(agreement.purpose).rstrip(".")},
    ]


def _until(agreement, organisation):
    day = formats.date_format(agreement.expires_on, "F j, Y")
    if agreement.after_first_visit:
        ends = _("This ends after your first visit, and on **%(day)s** at the latest.")
    else:
        ends = _("This ends on **%(day)s**.")
    stop = _("You can end it sooner. Tell us, or write to us at %(where)s. %(rest)s") % {
        "where": plain(organisation.address) or _("our office"),
        "rest": _("You can say it out loud. You do not have to give a reason."),
    }
    return [ends % {"day": day}, stop]


def _part2(agreement, organisation):
    if not organisation.part2_program:
        return []
    name = plain(organisation.name) or _("the people here who work with you")
    return [
        _("This is about: **%(person)s**. Who shares it: %(name)s.")
        % {"person": plain(agreement.survivor.name), "name": name},
        _(
            "You have the right to stop this in writing, at the address above. What we shared "
            "before you stopped stays shared."
        ),
        _(
            "A federal law, 42 CFR part 2, protects records about help with substance use. "
            "We send that rule along with what we share."
        ),
    ]


def plain(text):
    """Somebody's words on one line, unable to make anything bold."""
    return " ".join(str(text or "").replace("**", "").split())


def parts(paragraph):
    """A paragraph as (words, bold) pairs, for templates."""
    return [(words, number % 2 == 1) for number, words in enumerate(paragraph.split("**")) if words]

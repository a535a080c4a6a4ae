"""The order of the seven steps, and the agreement their answers make."""

from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from coordination import clock
from referrals.consent import forms
from referrals.consent.items import TYPED
from referrals.consent.models import Consent, How
from referrals.partners.models import Partner

STEPS = {
    "start": (_("Start"), forms.StartForm),
    "who": (_("Who and why"), forms.WhoForm),
    "what": (_("What"), forms.WhatForm),
    "how": (_("How"), forms.HowForm),
    "until": (_("Until when"), forms.UntilForm),
    "talk": (_("Talk it over"), forms.TalkForm),
    "check": (_("Check"), None),
}
ORDER = list(STEPS)
SHARE = "share"


def number(step):
    return ORDER.index(step) + 1


def before(step):
    """The step before, or nothing."""
    return ORDER[number(step) - 2] if number(step) > 1 else ""


def after(step):
    return ORDER[number(step)]


def first_open(answers, step, user):
    """The first step before `step` that has no whole answer yet, or nothing."""
    for earlier in ORDER[: ORDER.index(step)]:
        given = answers.get(earlier)
        if not given or (earlier == "start" and given.get("way") != SHARE):
            return earlier
        if earlier == "who" and not (given.get("purpose") and partner_of(answers, user)):
            return earlier
    return ""


def partner_of(answers, user):
    """The partner chosen so far, if it is still in the directory."""
    ref = answers.get("who", {}).get("partner", "")
    return Partner.objects.visible_to(user).filter(ref=ref).first()


def agreement_of(person, answers, user):
    """The agreement these answers make, unsaved."""
    start, who, what = answers["start"], answers["who"], answers["what"]
    until = answers["until"]
    return Consent(
        survivor=person,
        owner=person.pk,
        partner=partner_of(answers, user),
        contact=who["contact"],
        purpose=who["purpose"],
        items=what["items"],
        how=answers["how"]["how"],
        expires_on=end_of(until),
        after_first_visit=until["length"] == "first_visit",
        language=start.get("language", "en"),
        read_aloud=start["read_aloud"],
        large_print=start["large_print"],
        interpreter=start["interpreter"],
        told_back=answers["talk"]["told_back"],
        **{field: what[field] for field in TYPED.values()},
    )


def end_of(until):
    """The last day. A length counts from today, so that a draft kept overnight stays whole."""
    if days := forms.UntilForm.PRESETS.get(until["length"]):
        return clock.today() + timedelta(days=days)
    return date.fromisoformat(until["ends_on"])


def summary(agreement, link):
    """Rows for the last step; `link(step)` is where a row is changed."""
    end = _("After the first visit, %(day)s at the latest") if agreement.after_first_visit else ""
    told = _("Yes") if agreement.told_back else _("Not yet")
    labels = dict(zip(agreement.items, agreement.item_labels, strict=True))
    things = [
        f"{label}: {getattr(agreement, TYPED[key])}" if key in TYPED else str(label)
        for key, label in labels.items()
    ]
    day = formats.date_format(agreement.expires_on, "D, M j, Y")
    rows = [
        (_("Partner"), agreement.partner.name, "who"),
        (_("Who there"), agreement.contact, "who"),
        (_("Why"), agreement.purpose, "who"),
        (_("What we share"), things, "what"),
        (_("How"), [How(way).label for way in agreement.how], "how"),
        (_("Until"), (end % {"day": day} if end else day), "until"),
        (_("Said it back"), told, "talk"),
        (_("Read aloud"), _("Yes") if agreement.read_aloud else _("No"), "start"),
        (_("Interpreter"), agreement.interpreter, "start"),
    ]
    return [
        {"term": term, "lines" if isinstance(value, list) else "value": value, "change_href": href}
        for term, value, step in rows
        if value
        for href in [link(step)]
    ]

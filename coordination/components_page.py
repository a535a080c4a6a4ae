"""`/_components/`: one live example of each component. Served only while DEBUG is on."""

from datetime import timedelta
from types import SimpleNamespace

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import Page, about_nobody
from coordination.charts import bar_rows, trend
from coordination.forms import (
    ChipCheckboxes,
    ChipRadio,
    DateInput,
    Form,
    TextArea,
    TimeInput,
)
from coordination.roles import Role
from coordination.safe_contact.rule import Line, Rule
from coordination.shell import ROOMS, Room, fit_on_the_bar

FRAMES = {"base", "base_task", "base_handover", "base_system"}
SHEET = "coordination/components_sheet.html"
BAR_OF = {
    "peer": ["today", "people", "log", "handoffs", "groups", "partners", "me"],
    "supervisor": ["today", "team", "people", "handoffs", "groups", "partners", "me"],
    "manager": ["today", "people", "pairing", "handoffs", "groups", "partners", "program", "me"],
    "privacy": ["today", "me"],
}


class ExampleForm(Form):
    """A form with each kind of question."""

    missing = {"how": _("Choose how you connected.")}
    reveal = {"length": "outcome!=no_answer", "other": "outcome=talked"}

    how = forms.ChoiceField(
        label=_("How did you connect?"),
        widget=ChipRadio,
        choices=[
            ("in_person", _("In person")),
            ("call", _("Call")),
            ("text", _("Text")),
            ("video", _("Video")),
            ("group", _("Group")),
        ],
    )
    outcome = forms.ChoiceField(
        label=_("What happened?"),
        widget=ChipRadio,
        required=False,
        choices=[
            ("talked", _("We talked")),
            ("no_answer", _("No answer")),
            ("message", _("Left safe message")),
            ("wait", _("They asked to wait")),
        ],
    )
    length = forms.ChoiceField(
        label=_("How long?"),
        widget=ChipRadio,
        required=False,
        choices=[("5", "5 min"), ("15", "15"), ("30", "30"), ("45", "45"), ("60", "60+")],
    )
    other = forms.CharField(label=_("What do they want next?"), required=False, max_length=60)
    sees = forms.ChoiceField(
        label=_("What may your supervisor see?"),
        initial="finished",
        widget=ChipRadio(
            hints={
                "nothing": _("Marcus sees nothing."),
                "finished": _("Marcus sees: Rosa finished this month."),
            }
        ),
        choices=[("nothing", _("Nothing")), ("finished", _("That I finished"))],
    )
    topics = forms.MultipleChoiceField(
        label=_("What did you do together?"),
        help_text=_("Choose all that fit."),
        required=False,
        widget=ChipCheckboxes,
        choices=[
            ("listened", _("Listened")),
            ("housing", _("Housing")),
            ("health", _("Health")),
            ("job", _("Job or school")),
        ],
    )
    email = forms.EmailField(label=_("Which email may we use?"), help_text=_("Only the safe one."))
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=60,
        help_text=_("Write only what helps them. Leave out details of what was done to them."),
        widget=TextArea(counter=60, rows=3),
    )
    day = forms.DateField(label=_("When is the next check?"), widget=DateInput)
    time = forms.TimeField(label=_("At what time?"), required=False, widget=TimeInput)
    people = forms.IntegerField(label=_("How many people came?"), min_value=0)
    place = forms.ChoiceField(
        label=_("Where?"),
        choices=[("", _("Choose")), ("library", _("Library")), ("park", _("Park"))],
    )
    back = forms.BooleanField(label=_("They said this back in their own words."))


BAD = {
    "outcome": "talked",
    "email": "not an address",
    "note": "A note that is longer than the sixty letters that fit into this box.",
    "day": "2026-11-31",
    "people": "-1",
    "sees": "finished",
    "once": "",
}


@login_not_required
@about_nobody
def components(request):
    """Every component with data; `?frame=`, `?role=` and `?errors=1` show the other states."""
    frame = request.GET.get("frame", "base")
    role = request.GET.get("role", "peer")
    keys = BAR_OF.get(role, BAR_OF["peer"])
    nav = [
        Room(room.key, room.label, room.url_name, "", room.bar, f"{request.path}?room={room.key}")
        for room in ROOMS
        if room.key in keys
    ]
    fit_on_the_bar(nav)
    form = ExampleForm(BAD) if "errors" in request.GET else ExampleForm()
    context = {
        **example(),
        "frame": f"{frame if frame in FRAMES else 'base'}.html",
        "form": form,
        "signed_in": role != "nobody",
        "user": SimpleNamespace(
            name="Rosa Alvarez", role_labels=[Role.PEER.label], is_authenticated=False
        ),
        "nav": nav,
        "nav_here": request.GET.get("room", "today"),
        "lock_after": 600,
    }
    page = SHEET if frame == "base_print" else "coordination/components.html"
    return render(request, page, context)


def example():
    """Ordinary people on an ordinary day."""
    today = clock.today()
    return {
        "today": today,
        "last_week": today - timedelta(days=7),
        "rule": Rule(
            kind="ok",
            tag=_("Call is OK, 9 to 12"),
            lines=[
                Line("yes", _("Call: 9 to 12.")),
                Line("no", _("No messages.")),
                Line("yes", _("Say: “I am calling from the library.”")),
            ],
            meta=_("Checked 12 days ago"),
        ),
        "rule_due": Rule(
            kind="due",
            tag=_("Check the rule again"),
            say=_("Ask again how to reach them: it is time to check."),
            lines=[Line("yes", _("Text: evenings."))],
            meta=_("Checked 41 days ago"),
        ),
        "weeks": [1, 2, 2, 0, 1, 3, 2, 2],
        "trend": trend([2, 3, 3, 4], 1, 5),
        "spots": bar_rows(
            [
                {"label": "Rosa", "value": 5, "limit": 6, "text": _("5 of 6")},
                {"label": "Ana", "value": 4, "limit": 6, "text": _("4 of 6")},
                {"label": "Devon", "value": 7, "limit": 6, "text": _("7 of 6"), "tag": _("over")},
                {"label": "Imani", "value": 0, "limit": 5, "text": _("0 of 5")},
            ]
        ),
        "handoffs": bar_rows(
            [
                {"label": _("Agreed together"), "value": 24, "text": "24"},
                {"label": _("Introduced"), "value": 19, "text": "19"},
                {"label": _("First visit"), "value": 13, "text": "13"},
                {"label": _("Still going at 30 days"), "value": 9, "text": "9"},
            ]
        ),
        "rhythm_weeks": [
            "9/7",
            "14",
            "21",
            "28",
            "10/5",
            "12",
            "19",
            "26",
            "11/2",
            "9",
            "16",
            "23",
        ],
        "rhythm": [
            {
                "label": "Rosa",
                "cells": ["done", "", "done", "", "done", "", "away", "", "done", "", "done", ""],
                "text": _("On time"),
            },
            {
                "label": "Imani",
                "cells": [
                    "done",
                    "",
                    "done",
                    "",
                    "missed",
                    "",
                    "done",
                    "",
                    "done",
                    "",
                    "missed",
                    "",
                ],
                "text": _("9 days late"),
            },
        ],
        "steps": [
            {"label": _("Agreed"), "state": "done", "meta": _("Nov 3")},
            {"label": _("Introduced"), "state": "done", "meta": _("Nov 9")},
            {"label": _("First visit"), "state": "now", "meta": _("Check on Nov 26")},
            {"label": _("Settled (30 days)"), "state": "next"},
        ],
        "tasks": [
            {"label": _("Languages"), "href": "#c-tasks", "kind": "ok", "state": _("Done")},
            {"label": _("Safe contact"), "href": "#c-tasks", "kind": "due", "state": _("Not yet")},
            {"label": _("Wishes"), "href": "#c-tasks", "kind": "plain", "state": _("Later")},
        ],
        "reasons": [
            {"mark": "yes", "text": _("Speaks Spanish. J. asked for this (must have).")},
            {"mark": "no", "text": _("Not met: about 45 minutes away. J. asked for 20.")},
            {"mark": "unknown", "text": _("Not known: if Ana is OK around dogs.")},
        ],
        "summary": [
            {"term": _("Who"), "value": _("Maria at Elm Avenue Clinic"), "change_href": "#"},
            {
                "term": _("What"),
                "lines": [_("First name"), _("That they want to join a group")],
                "change_href": "#",
            },
            {"term": _("Until when"), "value": _("Dec 23"), "change_href": "#"},
        ],
        "entries": [
            {
                "icon": "phone",
                "text": _("Call, we talked, 15 minutes"),
                "meta": _("Yesterday · Rosa"),
                "note": _("Wants to try the Tuesday group. I said I would find the bus."),
            },
            {"icon": "handoffs", "text": _("Handoff agreed"), "meta": _("Mon, Nov 16 · Rosa")},
        ],
        "filters": [
            {"label": _("All"), "href": "#", "current": True},
            {"label": _("Waiting"), "href": "#"},
            {"label": _("Paused"), "href": "#"},
        ],
        "page": Page([], 2, True),
        "failed_card": SimpleNamespace(
            card=SimpleNamespace(template="x/to_finish.html", title=_("To finish")),
            context={},
            failed=True,
        ),
    }

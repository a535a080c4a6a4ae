"""Today, and the pages of help."""

from django.shortcuts import redirect, render

from coordination import clock
from coordination.access import about_nobody, allowed
from coordination.home import saved
from coordination.inbox import outbox
from coordination.organisation.models import Organisation
from coordination.registry import cards
from coordination.roles import Role


def front_door(request):
    """The bare address leads to Today."""
    request.gate.close()
    return redirect("today")


@allowed("coordination.view_today")
def today(request):
    """What today holds (S07-S09): cards from every app; each reads only what this user may see."""
    request.gate.decide()
    outbox.looked(request.user)
    after_saving = saved.is_so(request)
    shown = list(cards.shown("today", request))
    return render(
        request,
        "coordination/home/today.html",
        {
            "hour": clock.now().astimezone().hour,
            "team_first": Role.SUPERVISOR in request.user.roles,
            "day": clock.today(),
            "saved": list(cards.shown("saved", request)) if after_saving else [],
            "after_saving": after_saving,
            "main_cards": [one for one in shown if one.card.column == "main"],
            "side_cards": [one for one in shown if one.card.column == "side"],
        },
    )


@about_nobody
def help_page(request):
    """People to reach, and how things work (S72)."""
    return render(request, "coordination/home/help.html", {"organisation": Organisation.current()})


@about_nobody
def devices(request):
    """What Leave does and does not do (S73)."""
    return render(request, "coordination/home/devices.html")

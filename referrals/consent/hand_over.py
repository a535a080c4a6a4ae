"""The hand-over screen (S31): no account, one agreement, one answer, a quarter of an hour."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from coordination import clock
from coordination.access import open_for_token
from referrals.consent import actions, wording
from referrals.consent.forms import SignForm
from referrals.consent.screens import screen_of


@login_not_required
def hand_over(request, token):
    """
    Exactly what she is asked to agree to, and two equal answers.

    Unknown and timed out are one page. A used token says thank you until its time is over, so that
    a second tap on a button is no error.
    """
    screen = screen_of(token)
    if screen is None or screen.expires_at <= clock.now():
        return render(request, "referrals/consent/timed_out.html", status=404)
    if screen.used_at is not None:
        return render(request, "referrals/consent/thank_you.html", {"screen": screen})
    open_for_token(request, screen.consent.survivor_id)
    if request.POST.get("answer") == "more_time":
        actions.more_time(screen=screen)
        return redirect("hand_over", token=token)
    form = SignForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _answered(request, screen, form):
        return redirect("hand_over", token=token)
    with translation.override(screen.consent.language):
        return render(request, "referrals/consent/hand_over.html", _context(screen, form))


def _answered(request, screen, form):
    """Carry out Sign or No thank you; no mistake in the form stands in the way of a no."""
    choice = request.POST.get("answer")
    try:
        if choice == "no":
            actions.answer(screen=screen, sign=False)
            return True
        if form.is_valid() and choice == "sign":
            ticks = {name: form.cleaned_data[name] for name in ("told_back", "read_aloud")}
            actions.answer(screen=screen, sign=True, signature=form.cleaned_data["name"], **ticks)
            return True
    except ValidationError as error:
        form.add_error("name" if error.code == "signature" else None, error)
    if not form.errors:
        form.add_error(None, _("Choose Sign or No thank you."))
    return False


def _context(screen, form):
    return {
        "form": form,
        "agreement": screen.consent,
        "screen": screen,
        "paragraphs": [wording.parts(line) for line in screen.consent.text],
        "can_extend": screen.extended < actions.EXTENSIONS,
    }

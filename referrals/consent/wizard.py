"""Making a sharing agreement: seven steps, one topic a page (S30), then the person decides."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import allowed, fetch
from coordination.flags.lists import ask_before_location
from coordination.goals.actions import add_step
from coordination.goals.forms import StepForm
from coordination.models import Organisation, Step, Survivor
from coordination.once import once
from referrals.consent import actions, steps
from referrals.consent.forms import CheckForm
from referrals.consent.models import AgreementDraft
from referrals.consent.screens import give_screen
from referrals.partners.actions import add_partner
from referrals.partners.models import Partner

WITHOUT = {
    "themselves": _("Sit with them while they call"),
    "together": _("Go with them; they do the talking"),
    "no_name": _("Ask without a name"),
}


@allowed("referrals.add_consent")
def new_agreement(request, ref, step):
    """One of the first six steps: kept on the server at every Continue, so that Back loses none."""
    person = fetch(request, Survivor, ref=ref)
    if step not in steps.STEPS:
        raise Http404
    answers = _answers(request, person)
    if earlier := steps.first_open(answers, step, request.user):
        return redirect("new_agreement", ref=ref, step=earlier)
    if step == "check":
        return _check(request, person, answers)
    form = _form(request, step, answers)
    if form.is_valid():
        try:
            answers |= {step: _kept(request, step, form)}
            actions.keep_draft(survivor=person, answers=answers, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _next(request, person, step, answers)
    context = _context(person, step, form)
    if step == "what":
        context["ask_first"] = ask_before_location(request, person)
    return render(request, f"referrals/consent/steps/{step}.html", context)


def _answers(request, person):
    draft = AgreementDraft.objects.visible_to(request.user).filter(survivor=person).first()
    return dict(draft.answers) if draft else {}


def _form(request, step, answers):
    user = request.user
    kwargs = {
        "organisation": Organisation.current(),
        "partner": steps.partner_of(answers, user),
        "partners": Partner.objects.visible_to(user).in_order() if step == "who" else (),
        "initial": answers.get(step, {}),
    }
    return steps.STEPS[step][1](request.POST or None, **kwargs)


def _kept(request, step, form):
    """What the draft keeps of a step. A new place joins the directory here."""
    kept = form.answers()
    if step == "who" and (partner := form.new_partner()):
        kept["partner"] = once(request, add_partner, partner=partner, by=request.user).ref
    return kept


def _next(request, person, step, answers):
    if step == "start" and answers["start"]["way"] != steps.SHARE:
        return redirect("share_nothing", ref=person.ref)
    if step == "start" and "partner" in request.GET and "who" not in answers:
        answers["who"] = {"partner": request.GET["partner"][:10].replace("\x00", "")}
        actions.keep_draft(survivor=person, answers=answers, by=request.user)
    to = "check" if request.GET.get("then") == "check" else steps.after(step)
    return redirect("new_agreement", ref=person.ref, step=to)


def _context(person, step, form):
    back = steps.before(step)
    return {
        "person": person,
        "form": form,
        "step": step,
        "number": steps.number(step),
        "title": steps.STEPS[step][0],
        "back": reverse("new_agreement", args=[person.ref, back])
        if back
        else reverse("sharing", args=[person.ref]),
    }


def _check(request, person, answers):
    """7: everything on one page, then the screen goes to the person and this session locks."""
    form = CheckForm(request.POST or None)
    agreement = steps.agreement_of(person, answers, request.user)
    if request.method == "POST":
        try:
            talk = answers["talk"]
            made = once(
                request,
                actions.draft_agreement,
                agreement=agreement,
                good=talk["good"],
                think=talk["think"],
                by=request.user,
            )
            token = actions.hand_over(agreement=made, by=request.user)
        except ValidationError as error:
            form.refused(error)
        else:
            return give_screen(request, token)
    context = _context(person, "check", form)
    context |= {"rows": steps.summary(agreement, _change(person)), "agreement": agreement}
    return render(request, "referrals/consent/steps/check.html", context)


def _change(person):
    return lambda step: f"{reverse('new_agreement', args=[person.ref, step])}?then=check"


@allowed("referrals.add_consent")
def share_nothing(request, ref):
    """There is a way without sharing: it ends kindly, with a next step."""
    person = fetch(request, Survivor, ref=ref)
    way = _answers(request, person).get("start", {}).get("way", "themselves")
    what = str(WITHOUT.get(way, ""))
    start = {"what": what, "when": "pick", "due_on": clock.today() + timedelta(days=2)}
    form = StepForm(request.POST or None, person=person, by=request.user, initial=start)
    if form.is_valid():
        step = Step(survivor=person, **form.changes())
        try:
            once(request, add_step, step=step, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            actions.drop_draft(survivor=person, by=request.user)
            return redirect("survivor", ref=ref)
    return render(request, "referrals/consent/share_nothing.html", {"form": form, "person": person})

"""What coordination itself brings to the task list of adding a person (S13)."""

from django.utils.translation import gettext_lazy as _

from coordination.flags.models import Flag
from coordination.registry.intake import task


@task(
    "reach",
    order=10,
    label=_("How to reach them safely"),
    view="safe_contact",
    permission="coordination.change_safe_contact",
    hint=_("Until this is done, nobody contacts them."),
)
def reach(survivor):
    return getattr(survivor, "safe_contact", None) is not None


@task(
    "reports",
    order=90,
    label=_("Questions for reports"),
    view="report_questions",
    permission="coordination.record_report_answers",
    hint=_("Each says why we ask. Not asked is always a good answer."),
    can_wait=True,
    apart=True,
)
def reports(survivor):
    return getattr(survivor, "report_answers", None) is not None


@task(
    "flags",
    order=50,
    label=_("Anything that could make contact unsafe"),
    view="flags",
    permission="coordination.change_flags",
    hint=_("Short instructions, without the story."),
    can_wait=True,
)
def flags(survivor):
    return Flag.objects.unscoped("whether any was set").filter(survivor=survivor).exists()


@task(
    "basics",
    order=30,
    label=_("Name, languages, and what helps them take part"),
    view="change_basics",
    permission="coordination.change_basics",
    can_wait=True,
)
def basics(survivor):
    return bool(survivor.languages or survivor.access_needs)


@task(
    "told",
    order=40,
    label=_("What we must tell them"),
    view="tell",
    permission="coordination.change_basics",
    hint=_("What we keep, who sees it, and when the law makes us tell someone."),
)
def told(survivor):
    return survivor.told_on is not None

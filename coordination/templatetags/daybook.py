"""Tags and filters of Daybook's templates. None of them asks the database."""

import uuid
from datetime import datetime

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination import charts, clock, roles

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context, permission):
    """{% may "mentors.add_pairing" as ok %}: hides a link out of kindness; the view decides."""
    user = context.get("user") or getattr(context.get("request"), "user", None)
    return bool(user) and roles.may(user, permission)


@register.simple_tag
def once_token():
    """The hidden field by which `once` knows a form that is sent again."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4())


@register.simple_tag(takes_context=True)
def back_to(context, person):
    """Where Back leads on a page about her: to the task list it came from, else to her page."""
    request = context.get("request")
    from_start = bool(request) and request.GET.get("from") == "start"
    return reverse("start_person" if from_start else "survivor", args=[person.ref])


@register.simple_tag(takes_context=True)
def show_card(context, shown):
    """One card of a shared page, rendered with what its own app gave it."""
    template = context.template.engine.get_template(shown.card.template)
    with context.push(card=shown.card, **shown.context):
        return template.render(context)


@register.simple_tag
def icon_path(name):
    """The lines of an icon, from templates/components/icons."""
    return render_to_string(f"components/icons/{name}.svg")


# Forms ------------------------------------------------------------------------------------


@register.simple_tag
def error_summary(form=None):
    """The summary of a form's errors, once a page: the frame shows it above, or else the form."""
    if not getattr(form, "errors", None) or getattr(form, "summary_shown", False):
        return ""
    form.summary_shown = True
    return render_to_string("components/error_summary.html", {"form": form})


@register.filter
def error_rows(form):
    """(message, id of the field or "") for each error, in the order of the page."""
    rows = [(message, "") for message in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else field.target_id
        rows += [(message, target) for message in field.errors]
    return rows


# Time and names ---------------------------------------------------------------------------


def _day(value):
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def days_ago(value):
    """How long ago, in words that fit a sentence: "today", "2 days ago", "in 3 days"."""
    if not value:
        return ""
    days = (clock.today() - _day(value)).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days == -1:
        return _("tomorrow")
    if days < 0:
        return ngettext("in %(days)d day", "in %(days)d days", -days) % {"days": -days}
    return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}


@register.filter
def when(value):
    """A day as people say it: Today, Yesterday, Tomorrow, then Mon, Nov 23 (experience.md b.0)."""
    if not value:
        return ""
    day, today = _day(value), clock.today()
    near = {0: _("Today"), 1: _("Yesterday"), -1: _("Tomorrow")}.get((today - day).days)
    if near:
        return near
    return formats.date_format(day, "D, M j" if day.year == today.year else "D, M j, Y")


@register.filter
def at(value):
    """A moment: the day as in `when`, then the time: Today, 8:12 a.m."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return _("%(day)s, %(time)s") % {
        "day": when(value),
        "time": formats.date_format(local, "g:i a"),
    }


@register.simple_tag
def initial(name):
    """The letter in a person's circle."""
    text = str(name or "").strip() if not isinstance(name, Promise) else str(name)
    return text[:1].upper() or "?"


# Charts -----------------------------------------------------------------------------------

register.filter("spark", charts.spark)


@register.filter
def width(share):
    """A percent as SVG reads it in every language: 62.5%."""
    return f"{max(0.0, min(100.0, float(share or 0))):.1f}%"


# Files ------------------------------------------------------------------------------------


@register.filter
def words(text):
    """A list of names written as one string."""
    return text.split()


@register.simple_tag
def stylesheet(name):
    """The address of a stylesheet of ours, by its name."""
    return static(f"coordination/css/{name}.css")


@register.simple_tag
def script(name):
    """The address of a module of ours, by its name."""
    return static(f"coordination/js/{name}.js")


# Template plumbing ------------------------------------------------------------------------


class CaptureNode(template.Node):
    def __init__(self, nodelist, name):
        self.nodelist, self.name = nodelist, name

    def render(self, context):
        if text := self.nodelist.render(context).strip():
            context[self.name] = text
        return ""


class SayKeptNode(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        page = self.nodelist.render(context)
        typed = getattr(context.get("request"), "typed", None)
        if not getattr(typed, "filled", False):
            return page
        said = context.template.engine.get_template("coordination/drafts/kept.html")
        return said.render(context) + page


@register.tag
def say_kept(parser, token):
    """{% say_kept %}…{% endsay_kept %}: says above a page that a draft was filled in below."""
    nodelist = parser.parse(("endsay_kept",))
    parser.delete_first_token()
    return SayKeptNode(nodelist)


@register.tag
def capture(parser, token):
    """{% capture nav_current %}{% block nav_current %}{% endblock %}{% endcapture %}: a block,
    when it is filled, as a variable."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, name)

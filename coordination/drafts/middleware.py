"""Keeps what a lock held back, fills it in again, and forgets it once it is saved."""

from django.core.exceptions import BadRequest
from django.urls import reverse

from coordination.drafts import actions
from coordination.forms import typed_before
from coordination.users import lock


class Typed:
    """
    What this user typed on the page being shown, opened when its first form asks.

    `filled`: a form took something from it, so the page says so, and when it was kept.
    """

    def __init__(self, request):
        self.request, self.filled, self._values = request, False, None
        self.kept_at = None

    def look(self):
        """The values by name, looked up even when another session kept them."""
        if not self._values:
            self._values = actions.opened(self.request)
        return self._values

    def values(self):
        if self._values is None:
            known = self.request.path in actions.paths(self.request)
            self._values = actions.opened(self.request) if known else {}
        return self._values

    def first_value(self, form, field, name):
        """[what was typed into this field], or [] when it keeps its own first value."""
        values, widget, name = self.values(), field.widget, form.add_prefix(name)
        carried = getattr(widget, "kept_in_draft", False)
        hidden = (widget.is_hidden and not carried) or widget.needs_multipart_form
        if hidden or getattr(widget, "input_type", "") == "password":
            return []
        names = {form.add_prefix(one) for one in form.fields}
        parts = [key for key in values if key in names or key.rpartition("_")[0] in names]
        sent = _Sent(values)
        if not parts or widget.value_omitted_from_data(sent, {}, name):
            return []
        self.filled = self.filled or not carried
        return [widget.value_from_datadict(sent, {}, name)]


class _Sent(dict):
    """Kept values as widgets read a form that was sent."""

    def get(self, name, default=None):
        return self[name][-1] if self.getlist(name) else default

    def getlist(self, name, default=None):
        return super().get(name, default or [])


class DraftMiddleware:
    """Stands below the lock and the check of form tokens: a form without its token is not kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.typed, request.is_kept = Typed(request), False
        token = typed_before.set(None)
        try:
            response = self.get_response(request)
        finally:
            typed_before.reset(token)
        if request.method == "POST" and response.status_code in (302, 303):
            self.after(request)
        return response

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated or not actions.keeps(view):
            return None
        if request.method in ("GET", "HEAD"):
            typed_before.set(request.typed)
        elif "keep_draft" in request.POST:
            return self.keep_and_go(request)
        return None

    @staticmethod
    def keep_and_go(request):
        """Back, without JavaScript: the draft is kept, nothing is saved."""
        if not actions.keep(request) and actions.typed_in(request.POST):
            raise BadRequest("more than a draft holds")
        request.is_kept = True
        return lock.SeeOther(lock.safe_path(request.POST["keep_draft"]) or reverse("today"))

    @staticmethod
    def after(request):
        """A form that led on is saved; one that the lock held back is kept."""
        if not getattr(request, "held", False):
            known = request.session.get(actions.PATHS, ())
            if not request.is_kept and request.path in known:
                actions.drop(request)
            return
        page = request.held.partition("?")[0]
        own = page == request.path or getattr(request.resolver_match.func, "keeps_drafts", False)
        if own and request.csrf_processing_done and actions.keep(request, page):
            request.session[lock.KEPT] = True

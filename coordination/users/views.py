"""Getting in and out: sign in (S01), unlock (S03), Leave (S04), sign out."""

from urllib.parse import urlencode

from allauth.account.views import LoginView
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coordination.access import about_nobody
from coordination.organisation.models import Organisation

from . import lock
from .forms import SignInForm, UnlockForm


class SignIn(LoginView):
    """E-mail and password. The only page of allauth that has an address here."""

    template_name = "coordination/users/signin.html"
    form_class = SignInForm

    def get_form_class(self):
        return self.form_class

    def get_context_data(self, **kwargs):
        # Past LoginView, which looks up addresses of allauth that we do not route.
        return super(LoginView, self).get_context_data(**kwargs)


signin = SignIn.as_view()


@require_POST
@login_not_required
def sign_out(request):
    """End the session and leave nothing in the browser."""
    return _gone(request, reverse("signin"))


@login_not_required
def leave(request):
    """Somebody is coming: out, and on to a page that says nothing about us (e.2)."""
    return _gone(request, Organisation.current().leave_url)


def _gone(request, address):
    logout(request)
    response = lock.SeeOther(address)
    response["Clear-Site-Data"] = lock.CLEAR_ALL
    return response


@lock.open_while_locked
@about_nobody
def unlock(request):
    """
    The password of the same user opens the session again, on the page they came from.

    `?lock=1` locks first; that is how Hide and Lock work without JavaScript.
    """
    came_from = lock.came_from(request) if "lock" in request.GET else ""
    back = lock.safe_path(request.GET.get("next") or came_from)
    if back.startswith(reverse("unlock")):
        back = ""
    if request.method == "GET" and request.GET.get("lock") == "1":
        lock.lock_session(request)
    if not lock.is_locked(request):
        return lock.SeeOther(back or reverse("today"))
    form = UnlockForm(request.POST or None, request=request)
    if form.is_valid():
        lock.unlock_session(request)
        return lock.SeeOther(back or reverse("today"))
    action = f"{reverse('unlock')}?{urlencode({'next': back})}"
    context = {"form": form, "action": action, **lock.about(request)}
    response = render(request, "coordination/users/unlock.html", context)
    response["Clear-Site-Data"] = lock.CLEAR_PAGES
    return response


@require_POST
@about_nobody
def stay(request):
    """Somebody is here: the idle clock starts again."""
    return HttpResponse(status=204)


stay.keeps_awake = True


@require_POST
@about_nobody
def set_theme(request):
    """Light, dark, or as the device is set; for this session."""
    theme = request.POST.get("theme", "")
    request.session["theme"] = theme if theme in {"light", "dark"} else ""
    return lock.SeeOther(lock.safe_path(request.POST.get("next")) or reverse("today"))

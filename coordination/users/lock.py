"""
Locking a session that nobody is using (S03), and ending it after a working day.

The server decides: a reload, another tab or a browser without JavaScript meets the same lock. What
is kept in the session are moments (seconds since 1970): when it began and when somebody was last
here. Activity is written at most once a minute, so a click nine minutes after the last may already
find the lock; the button Stay is answered for one minute longer, since it was offered.
"""

from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from coordination import clock

BEGAN, ACTIVE, LOCKED, INTERRUPTED = "began_at", "active_at", "locked", "interrupted"
KEPT = "kept_typing"  # what arrived after the lock lies in a draft (coordination.drafts)
WRITE_EVERY = 60  # seconds
CLEAR_ALL = '"cache", "cookies", "storage"'
CLEAR_PAGES = '"cache"'  # the session must survive a lock


class SeeOther(HttpResponseRedirect):
    """Go there by GET, whatever brought you here."""

    status_code = 303


def open_while_locked(view):
    """Mark a view that a locked session may still reach: to unlock, to sign out."""
    view.open_while_locked = True
    return view


def lock_session(request):
    """Lock this session now: when somebody walks away, or hands the screen to the person."""
    request.session.setdefault(LOCKED, clock.now().timestamp())


def unlock_session(request):
    """Open a locked session again, under a new session id."""
    request.session.pop(LOCKED, None)
    request.session.pop(INTERRUPTED, None)
    request.session.pop(KEPT, None)
    request.session[ACTIVE] = clock.now().timestamp()
    request.session.cycle_key()


def is_locked(request):
    return bool(request.session.get(LOCKED))


def about(request):
    """When it was locked, and whether a form arrived since: kept, or not carried out."""
    since, flags = datetime.fromtimestamp(request.session[LOCKED], UTC), request.session
    return {
        "since": since,
        "interrupted": flags.get(INTERRUPTED, False),
        "kept": flags.get(KEPT, False),
    }


def safe_path(path):
    """A path of our own to go back to, or nothing."""
    inside = bool(path) and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if inside and path.startswith("/") and path.isprintable() else ""


class LockMiddleware:
    """Holds back every view but a few from a session that is idle, locked or too old."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 302 and self.has_ended(request):
            response.headers.setdefault("Clear-Site-Data", CLEAR_ALL)
        return response

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        now = clock.now().timestamp()
        began = request.session.setdefault(BEGAN, now)
        if now - began >= settings.SESSION_COOKIE_AGE:
            return self.end(request)
        if not is_locked(request) and self.idle(request, now) >= self.limit(view):
            lock_session(request)
        if getattr(view, "open_while_locked", False):
            return None
        if is_locked(request):
            return self.hold(request)
        if self.idle(request, now) >= WRITE_EVERY or ACTIVE not in request.session:
            request.session[ACTIVE] = now
        return None

    @staticmethod
    def has_ended(request):
        """Whether the browser still holds a session that the server no longer knows."""
        kept = settings.SESSION_COOKIE_NAME in request.COOKIES
        return kept and not request.user.is_authenticated

    @staticmethod
    def idle(request, now):
        """Seconds since somebody was last known to be here."""
        return now - request.session.get(ACTIVE, request.session[BEGAN])

    @staticmethod
    def limit(view):
        extra = WRITE_EVERY if getattr(view, "keeps_awake", False) else 0
        return settings.LOCK_AFTER_SECONDS + extra

    @staticmethod
    def end(request):
        """A working day is over: to sign in again, leaving nothing behind in the browser."""
        logout(request)
        response = SeeOther(reverse("signin"))
        response["Clear-Site-Data"] = CLEAR_ALL
        return response

    @staticmethod
    def hold(request):
        """To the lock, and afterwards back to the page; a form that was sent is not forgotten."""
        if request.method in ("GET", "HEAD"):
            path = request.get_full_path()
        else:
            request.session[INTERRUPTED] = True
            path = request.held = came_from(request) or request.path
        return SeeOther(f"{reverse('unlock')}?{urlencode({'next': safe_path(path)})}")


def came_from(request):
    """The path of our own page that held the link or form, or nothing."""
    parts = urlsplit(request.headers.get("Referer", ""))
    if parts.netloc != request.get_host():
        return ""
    return safe_path(parts.path + (f"?{parts.query}" if parts.query else ""))

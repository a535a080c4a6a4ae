"""The gate every response passes, the headers it carries, and where it may not be kept."""

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponseNotAllowed

from . import vault
from .audit.actions import record_reads
from .organisation.models import read_once

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; object-src 'none'; manifest-src 'self'"
)
METHODS = ["GET", "HEAD", "POST"]  # no page uses another
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


class HeadersMiddleware:
    """Strict headers on every response; nothing of a signed-in page is stored by the browser."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in METHODS:
            response = self.get_response(request)
        else:
            response = HttpResponseNotAllowed(METHODS)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class Gate:
    """What this request decided about people: undecided, some of them, or nobody at all."""

    def __init__(self):
        self.decided = False
        self.about_nobody = False

    def decide(self):
        if self.about_nobody:
            raise ImproperlyConfigured("This view said that it shows nobody.")
        self.decided = True

    def close(self):
        self.decided = self.about_nobody = True


class GateMiddleware:
    """
    Opens a ring for the request; audits whom it opened before the page is released.

    A signed-in view that made no access decision loses its body: forgetting is not silent.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.gate = Gate()
        with vault.ring() as ring, read_once():
            response = self.get_response(request)
            if not request.gate.decided and needs_decision(request, response):
                raise ImproperlyConfigured(f"{request.resolver_match.view_name} decided nothing.")
            record_reads(request, ring.opened)
        return response


def needs_decision(request, response):
    """Whether a response must rest on an access decision: a page, of a view behind sign-in."""
    match = request.resolver_match
    if match is None or not 200 <= response.status_code < 300:
        return False
    return getattr(match.func, "login_required", True)

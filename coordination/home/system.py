"""Pages for when something did not work (S71): neutral, no stack, no names."""

import secrets

from django.shortcuts import render

from coordination.records import ALPHABET


def not_found(request, exception=None):
    """Absent and not yours look alike, to the byte."""
    return render(request, "404.html", status=404)


def not_allowed(request, exception=None):
    """A page this role never has: the same words, before any record was looked up."""
    return render(request, "404.html", status=403)


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def form_expired(request, reason=""):
    return render(request, "403_csrf.html", status=403)


def broken(request):
    """Says that it is us, with a number to quote; what failed is in the log by place only."""
    number = "".join(secrets.choice(ALPHABET) for _ in range(4)).upper()
    return render(request, "500.html", {"number": number}, status=500)

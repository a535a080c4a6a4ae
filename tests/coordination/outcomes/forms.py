"""The forms of this room as a browser sends them, and what else may arrive."""

from django.urls import reverse

from coordination import clock
from tests.factories.outcomes import SLUGS

NAUGHTY = ["\x00", "<script>alert(1)</script>", "' OR 1=1 --", "٣", "1e309", "NaN", "9" * 10_000]
NAUGHTY += ["-1", "31", "3.5", "{{ 7 }}", "\ud800".encode("utf-16", "surrogatepass").hex(), "🙂"]


def ask(person, name="life-these-days", **query):
    address = reverse("ask_outcome", args=[person.ref, SLUGS[name]])
    return address + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def sent(answers, then="finish", **more):
    today = clock.today().isoformat()
    return {"asked_on": today, "then": then, **{f"q_{k}": v for k, v in answers.items()}, **more}


def page(name, *parts):
    return reverse(name, args=[getattr(part, "ref", part) for part in parts])

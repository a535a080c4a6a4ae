"""Asking one cell of the matrix, and everything that must be true of any answer."""

from collections import namedtuple

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from coordination import vault
from coordination.middleware import HEADERS
from coordination.models import ReadAudit
from tests.safety.policy import LISTS, PAPERS, PEOPLE, REVEALS, SHOWS

NONE = "zzzzzzzzzz"
Answer = namedtuple("Answer", "response tokens opened")


def patterns(resolver=None, prefix=""):
    """Every URL pattern of the project: name to (pattern, names of its parts)."""
    found = {}
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            found[entry.name] = (prefix + str(entry.pattern), list(entry.pattern.converters))
        else:
            found |= patterns(entry, prefix + str(entry.pattern))
    return found


class Asker:
    """A signed-in client for each of the cast, and what each may ever read."""

    def __init__(self, world):
        self.world = world
        self.parts = {name: parts for name, (_path, parts) in patterns().items()}
        self.clients = {name: Client(raise_request_exception=False) for name in PEOPLE}
        for name, client in self.clients.items():
            client.force_login(getattr(world, name))
            client.get("/help/")  # stamps the session once, not in every cell
        self.clients["stranger"] = Client(raise_request_exception=False)
        self.clients["off"] = Client(raise_request_exception=False)
        self.clients["off"].force_login(world.off)
        self.open_to = {name: world.open_to(name) for name in PEOPLE}
        self.readable = {name: world.readable(name) for name in PEOPLE}
        for name in ("stranger", "off"):
            self.open_to[name], self.readable[name] = set(), set()

    def address(self, view, where):
        """The path of a view for rows of the world."""
        wanted = self.parts[view]
        values = where.split("/") if where != "-" else []
        assert len(values) == len(wanted), f"{view} takes {wanted}, the table says {where}"
        return reverse(view, args=[self._part(*pair) for pair in zip(wanted, values, strict=True)])

    def _part(self, name, value):
        if value == "none":
            return NONE
        if value.startswith("="):
            return value[1:]
        held = getattr(self.world, value)
        return held if isinstance(held, str) else getattr(held, name, None) or held.ref

    def ask(self, name, method, path, **extra):
        """One request, taken back afterwards; checks what holds for every answer."""
        client = self.clients[name]
        last = ReadAudit.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with transaction.atomic():
            response = client.generic(method, path, **self._form(method), **extra)
            # Read before it is taken back: on PostgreSQL the audit lies in the same database.
            audited = list(
                ReadAudit.objects.filter(pk__gt=last).values_list("person", "kinds", "actor")
            )
            transaction.set_rollback(True)
        answer = Answer(response, self.tokens(response), audited)
        self.check(name, path, answer)
        return answer

    @staticmethod
    def _form(method):
        form = {"content_type": "application/x-www-form-urlencoded"}
        return {"data": b"", **form} if method == "POST" else {}

    def tokens(self, response):
        """Every canary anywhere in a response: body, headers, cookies."""
        body = b"".join(response) if response.streaming else response.content
        outside = repr(response.headers) + response.cookies.output()
        kind = response.headers.get("Content-Type", "")
        found = self.world.canaries.found
        return found(body, kind) | found(outside.encode())

    def check(self, name, path, answer):
        """What no answer may break, whatever the table says."""
        response, tokens, opened = answer
        said = f"{name} {path} {response.status_code}"
        for header, value in HEADERS.items():
            assert response.headers.get(header) == value, f"{said}: {header}"
        assert response.headers["Cache-Control"] == "no-store", said
        pairs = {(person, kind) for person, kinds, _actor in opened for kind in kinds.split()}
        match = getattr(response.wsgi_request, "resolver_match", None)
        view = match.view_name if match else ""
        more = self._identities(name) if view in REVEALS else set()
        papers = self._identities(name) if view in PAPERS else set()
        planted = self.world.canaries.planted
        leaked = {planted[token] for token in tokens - self.readable[name]}
        leaked = {canary for canary in leaked if (canary.owner, canary.kind) not in more}
        assert not leaked, f"{said} shows {leaked}"
        assert pairs <= self.open_to[name] | more | papers, f"{said} opened too much"
        if name in PEOPLE:
            user = getattr(self.world, name).pk
            assert {actor for _person, _kinds, actor in opened} <= {user}, said
        people = [person for person, _kinds, _actor in opened]
        assert len(people) == len(set(people)), f"{said}: one audit row per person"
        own = {getattr(self.world, name).pk} if name in PEOPLE else set()
        assert not own & set(people), f"{said}: what is one's own is nobody's business"
        shown = {planted[token].owner for token in tokens} - own
        assert shown <= set(people), f"{said} shows somebody the audit does not name"

    def _identities(self, name):
        """The identities of those whose facts this person may open."""
        facts = {owner for owner, kind in self.open_to[name] if kind == vault.FACTS}
        return {(owner, vault.IDENTITY) for owner in facts}

    # Outcomes -----------------------------------------------------------------------------

    def judge(self, row, name, answer):
        """Whether the answer is the one the table names. Returns what is wrong, or nothing."""
        word, response = row.expected[name], answer.response
        status = {"see": 200, "text": 200, "ok": 200, "done": 204}.get(word)
        status = status or (302 if word == "go" else int(word))
        got = 302 if response.status_code == 303 else response.status_code
        if got != status:
            return f"{response.status_code} instead of {word}"
        if word == "go" and response["Location"].startswith((settings.LOGIN_URL, "/unlock/")):
            return f"sent to {response['Location']}"
        if word in {"404", "403"} and (answer.tokens or answer.opened):
            return "refused, but somebody was opened"
        if word in {"see", "text"} and row.method != "HEAD" and not self.sees(row, name, answer):
            return "the page does not show what it is for"
        if word == "text" and row.method != "HEAD" and not self.reads(row, answer):
            return "the page does not show what was written"
        return ""

    def sees(self, row, name, answer):
        """Whether the canary that the page is for is in it."""
        find = self.world.canaries.find
        if row.where == "-" and row.view not in SHOWS:
            open_here = {owner for owner, kind in self.open_to[name] if kind == vault.FACTS}
            wanted = [find(owner, "coordination.Survivor", "name") for owner in open_here]
            shown = [bool(tokens & answer.tokens) for tokens in wanted if tokens]
            return all(shown) and bool(shown) if row.view in LISTS else any(shown)
        model, _dot, field = SHOWS.get(row.view, "coordination.Survivor.name").rpartition(".")
        owner = getattr(self.world, name).pk
        if row.where != "-":
            owner = self._person(row.where)
        return bool(find(owner, model, field) & answer.tokens)

    def reads(self, row, answer):
        """Whether a note about the person of the row is in the answer."""
        notes = self.world.canaries.of(self._person(row.where), vault.NOTES)
        return bool(notes & answer.tokens)

    def _person(self, where):
        held = getattr(self.world, where.split("/")[0])
        return held.person_id() if hasattr(held, "person_id") else held.pk

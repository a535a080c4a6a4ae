"""House rules a reviewer would otherwise have to remember (house.md 1 to 6, safety.md G19)."""

import ast
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from coordination import sealed
from coordination.records import Record
from coordination.scoping import ScopedQuerySet

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "coordination": {"coordination"},
    "mentors": {"mentors", "coordination"},
    "referrals": {"referrals", "coordination"},
    "selfcare": {"selfcare", "coordination", "mentors"},
}
# A library is wrapped once; these files may import it.
WRAPPED = {
    "guardian": {"coordination/access.py"},
    "cryptography": {"coordination/vault.py"},
    "weasyprint": {"coordination/pdf.py"},
    "csv": {"coordination/sheets.py"},
    "django.core.mail": {"coordination/mail.py"},
    "smtplib": set(),
    "urllib.request": set(),
    "requests": set(),
    "pickle": set(),
    "subprocess": set(),
}
# Pages of paper and sheets leave the building: only these make them.
MAY_PRINT = {"referrals/packets", "referrals/disclosure/views.py"}
# Reads answers into the console of whoever has the file.
MAY_PRINT |= {"coordination/management/commands/score.py"}
# Rooms of an app point one way (house.md 1.2).
ROOMS = {
    "mentors": ["peers", "wishes", "matching", "pairing", "today", "contacts", "sessions"],
    "coordination": [
        "audit",
        "organisation",
        "users",
        "episodes",
        "survivors",
        "report_questions",
        "safe_contact",
        "flags",
        "inbox",
        "goals",
        "instruments",
        "outcomes",
    ],
    "referrals": ["partners", "groups", "consent", "disclosure", "handoffs", "packets"],
}
# Tables about nobody we support, or read only by the code that keeps them.
NOT_SCOPED = {
    "coordination.User",
    "coordination.RoleHeld",
    "coordination.Organisation",
    "coordination.OnceToken",
    "coordination.PersonKey",
    "coordination.ReadAudit",
    "coordination.SurvivorGrant",
    "coordination.InstrumentText",  # words of a questionnaire, without answers
}
LONGEST_FILE = 450
SCREEN = ("views", "cards", "forms")


def files(*under):
    for app in under or MAY_IMPORT:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path):
    return ast.parse(path.read_text())


def imports(path):
    """(line, absolute module or module.name) of every import, those inside functions too."""
    package = list(path.relative_to(ROOT).with_suffix("").parts)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def within(module, package):
    return module == package or module.startswith(f"{package}.")


def our_models():
    for app in MAY_IMPORT:
        for model in apps.get_app_config(app).get_models():
            if not model.__name__.startswith("Historical"):
                yield model


ALL = list(files())


def every_file(check):
    """Run a check over each of our files; its assertion names the file."""

    def test():
        assert len(ALL) > 100
        for path in ALL:
            check(path)

    test.__doc__ = check.__doc__
    return test


def every_model(check):
    """Run a check on each of our models."""
    models = pytest.mark.parametrize("model", list(our_models()), ids=lambda model: model.__name__)
    return models(check)


# Directions -------------------------------------------------------------------------------------


@every_file
def test_apps_import_only_what_they_may(path):
    app = path.relative_to(ROOT).parts[0]
    for line, module in imports(path):
        used = {module.split(".")[0]} & set(MAY_IMPORT)
        assert used <= MAY_IMPORT[app], f"{name_of(path)}:{line} imports {module}"


@every_file
def test_another_app_is_entered_by_its_front_door(path):
    """`mentors` takes models of `coordination` from coordination.models, not from a room."""
    app = path.relative_to(ROOT).parts[0]
    for line, module in imports(path):
        other = module.split(".")[0]
        if other in MAY_IMPORT and other != app:
            inside = ".models." in module and not within(module, f"{other}.models")
            assert not inside, f"{name_of(path)}:{line} imports {module}"


@every_file
def test_a_room_never_imports_its_own_front_door(path):
    app, *rest = path.relative_to(ROOT).parts
    in_a_room = len(rest) > 1 and rest[-1] == "models.py"
    for line, module in imports(path):
        assert not (in_a_room and within(module, f"{app}.models")), f"{name_of(path)}:{line}"


@every_file
def test_rooms_point_one_way(path):
    app, room, *rest = path.relative_to(ROOT).parts
    order = ROOMS.get(app, [])
    if room not in order or rest[-1:] in (["views.py"], ["page.py"]):
        return  # a page may show what a later room knows
    later = order[order.index(room) + 1 :]
    for line, module in imports(path):
        ahead = [name for name in later if within(module, f"{app}.{name}")]
        assert not ahead, f"{name_of(path)}:{line} imports {module}"


@every_file
def test_a_library_is_wrapped_once(path):
    for line, module in imports(path):
        for library, homes in WRAPPED.items():
            if within(module, library):
                assert name_of(path) in homes, f"{name_of(path)}:{line} imports {module}"


@every_file
def test_only_a_few_places_print(path):
    for line, module in imports(path):
        if within(module, "coordination.pdf") or within(module, "coordination.sheets"):
            place = name_of(path)
            allowed = any(place.startswith(folder) for folder in MAY_PRINT)
            assert allowed, f"{place}:{line} imports {module}"


# Asking -----------------------------------------------------------------------------------------


def attributes(path):
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute))


@every_file
def test_nobody_asks_django_or_guardian_for_permission(path):
    banned = {"has_perm", "has_perms", "has_module_perms", "get_all_permissions", "is_superuser"}
    for node in attributes(path):
        assert node.attr not in banned, f"{name_of(path)}:{node.lineno} asks {node.attr}"


@every_file
def test_screens_reach_rows_only_as_the_user_may(path):
    """Views, cards and forms read through fetch, listing, page, visible_to or the wall."""
    if not any(part.removesuffix(".py") in SCREEN for part in path.parts):
        return
    banned = {"unscoped", "plain", "_base_manager", "_default_manager", "acting_as", "raw"}
    banned |= {"lock", "lock_all", "cursor", "allow"}
    for node in attributes(path):
        held = getattr(node.value, "id", getattr(node.value, "attr", ""))
        if node.attr in banned and held != "lock":
            assert held == "actions", f"{name_of(path)}:{node.lineno} uses .{node.attr}"


@every_file
def test_only_access_reads_many_names_at_once(path):
    """A second caller could hand over rows that nobody narrowed to what the user may see."""
    if name_of(path) in {"coordination/access.py", "coordination/vault.py"}:
        return
    for node in attributes(path):
        assert node.attr != "open_many", f"{name_of(path)}:{node.lineno}"


@every_file
def test_no_signal_holds_a_rule(path):
    for line, module in imports(path):
        assert not within(module, "django.db.models.signals") or module.endswith("post_migrate")
        assert not within(module, "django.dispatch"), f"{name_of(path)}:{line}"


@every_file
def test_no_sql_by_hand_and_no_form_without_a_token(path):
    allowed = {"coordination/append_only.py", "coordination/checks.py"}
    for node in ast.walk(tree(path)):
        name = getattr(node, "attr", getattr(node, "id", ""))
        assert name not in {"csrf_exempt", "RawSQL"}, f"{name_of(path)}:{node.lineno}"
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", "")
            assert called not in {"extra", "raw"}, f"{name_of(path)}:{node.lineno}"
        if name == "cursor":
            assert name_of(path) in allowed, f"{name_of(path)}:{node.lineno}"


@every_file
def test_a_file_has_one_subject(path):
    assert len(path.read_text().splitlines()) <= LONGEST_FILE, name_of(path)


# Sealed columns -----------------------------------------------------------------------------------

ROW_METHODS = {"order_by", "values", "values_list", "distinct", "annotate", "aggregate", "only"}
ROW_METHODS |= {"alias", "earliest", "latest", "dates", "in_bulk", "defer"} - {"only", "defer"}


def sealed_names():
    """Name of a model or its queryset to the names of its sealed fields."""
    names = {}
    for model in sealed.sealed_models():
        fields = {field.name for field in sealed.sealed_fields(model)}
        names[model.__name__] = fields
        names[getattr(model, "objects", model._default_manager).all().__class__.__name__] = fields
    names.pop("QuerySet", None)
    return names


def chains(path):
    """(root of a chain of calls, method, node): `Survivor.objects.order_by(...)`."""
    holders = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef):
            holders |= {child: node.name for child in ast.walk(node)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            root = node.func
            while isinstance(root, ast.Attribute | ast.Call):
                root = root.value if isinstance(root, ast.Attribute) else root.func
            name = getattr(root, "id", "")
            yield holders.get(node, "") if name == "self" else name, node.func.attr, node


@every_file
def test_nothing_is_sorted_or_picked_by_a_sealed_column(path):
    """The bytes would sort by chance and `.values()` would hand out ciphertext (settled 14)."""
    names = sealed_names()
    for root, method, node in chains(path):
        if method not in ROW_METHODS or root not in names:
            continue
        words = [one for one in ast.walk(node) if isinstance(one, ast.Constant)]
        used = {str(word.value).lstrip("-").split("__")[0] for word in words}
        used |= {keyword.arg for keyword in node.keywords} if method == "alias" else set()
        sealed = {name.removesuffix("_sealed") for name in used} & names[root]
        assert not sealed, f"{name_of(path)}:{node.lineno} {method} by {sealed}"


def test_the_rule_about_sealed_columns_can_fail(tmp_path):
    bad = tmp_path / "bad.py"
    bad.write_text("Survivor.objects.visible_to(user).order_by('-name')\n")
    (root, method, _node) = next(c for c in chains(bad) if c[1] == "order_by")

    assert (root, method) == ("Survivor", "order_by")
    assert "name" in sealed_names()["Survivor"]


@pytest.mark.parametrize("model", sealed.sealed_models(), ids=lambda model: model._meta.label)
def test_every_sealed_row_says_whose_key_seals_it(model):
    owners = [field for field in model._meta.fields if isinstance(field, sealed.SealOwner)]

    assert len(owners) == 1
    assert not {f.name for f in sealed.sealed_fields(model)} & set(model._meta.ordering)


# Models -------------------------------------------------------------------------------------------


@every_model
def test_every_model_can_be_scoped(model):
    if model._meta.label in NOT_SCOPED:
        assert not hasattr(model.objects, "visible_to")
        return
    rows = model.objects.all()

    assert isinstance(rows, ScopedQuerySet)
    assert callable(type(rows).visible_to)
    assert hasattr(type(rows).visible_to, "__wrapped__"), "visible_to is not marked @scopes"


@every_model
def test_django_asks_a_plain_manager(model):
    """full_clean() asks the default manager; one that raises would refuse to validate."""
    if issubclass(model, Record):
        assert model._meta.default_manager_name == "plain"
        assert type(model._default_manager) is models.Manager


def test_no_column_that_holds_words_about_a_person_is_plain():
    """Each text column is sealed, a choice from a list, or declared below (safety.md 4.1)."""
    plain = {
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and field.name not in {"ref", "code"}
    }

    assert plain == PLAIN


# Words that name nobody we support. `# staff`: about the staff, whom the agency lists anyway.
PLAIN = {
    "coordination.User.password",  # staff
    "coordination.User.email",  # staff
    "coordination.User.name",  # staff
    "coordination.Notice.kind",
    "coordination.Notice.path",  # references only
    "coordination.OnceToken.model",
    "coordination.Draft.path",
    "coordination.OnceToken.row",
    "coordination.OnceToken.verb",
    "coordination.Organisation.name",
    "coordination.Organisation.product_name",
    "coordination.Organisation.leave_url",
    "coordination.Organisation.address",
    "coordination.Organisation.phone",
    "coordination.Organisation.help_lines",
    "coordination.Organisation.must_tell",
    "coordination.ReadAudit.kinds",
    "coordination.ReadAudit.view",
    "coordination.ReadAudit.method",
    "coordination.ReadAudit.mac",
    "coordination.Outcome.version",
    "referrals.Consent.items",  # keys of a list
    "referrals.Consent.how",  # keys of a list
    "referrals.Consent.language",
    "referrals.Consent.wording",
    "referrals.ConsentEvent.how",
    "referrals.HandOver.token_hash",
    "referrals.Disclosure.recipient",  # the partner's name, which outlives the partner
    "referrals.Disclosure.recipient_address",
    "referrals.Disclosure.items",  # keys of a list
    "referrals.Disclosure.notice",
    "referrals.Disclosure.digest",
    "referrals.Partner.name",
    "referrals.Partner.address",
    "referrals.Partner.reach",
    "referrals.Partner.languages",
    "referrals.Partner.cost",
    "referrals.Partner.habits",
    "referrals.SupportModel.slug",
    "referrals.SupportModel.name",
    "referrals.SupportModel.attributes",
    "referrals.ImportSource.name",
    "referrals.ImportSource.key",
    "referrals.ImportRun.file_sha256",
    "referrals.ImportRun.reader",
    "referrals.ImportRun.account",
    "referrals.ImportRun.counts",
    "referrals.ImportRun.remarks",
    "selfcare.CheckIn.key",
    "selfcare.CheckIn.version",
}
# Words of a questionnaire, which the agency brings; no answer is among them.
PLAIN |= {
    f"coordination.InstrumentText.{name}"
    for name in (
        *("key_name", "key_version", "version", "language", "title", "instructions", "period"),
        *("items", "answers", "credit", "licence", "url", "left_out", "digest"),
    )
}
PLAIN |= {
    f"referrals.{model}.{name}"
    for model, names in {
        "Group": "name group_name external_key digest local_fields area audiences languages "
        "formats access off_limits at_the_door introductions notes website codes held_for",
        "Meeting": "zone place place_notes address link phone how_to_join",
        "GroupFact": "field value",
        "Handoff": "items",
    }.items()
    for name in names.split()
}

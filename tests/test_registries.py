"""What apps register is complete, and names things that are there (house.md 6)."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.template.loader import get_template
from django.urls import URLPattern, get_resolver

from coordination import access, sealed
from coordination.registry import cards, disclosable, due, erasure, sample
from coordination.roles import MAY, Role
from coordination.shell import ROOMS
from tests.test_architecture import our_models

GRANTED = set().union(*MAY.values())


def views(resolver=None):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from views(entry)


# Cards --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("card", cards.registered(), ids=lambda card: card.template)
def test_a_card_has_a_template_and_a_permission_somebody_holds(card):
    assert get_template(card.template)
    assert card.permission in GRANTED


def test_today_and_the_person_page_have_cards_of_several_apps():
    def apps_of(place):
        return {card.context.__module__.split(".")[0] for card in cards.registered(place)}

    assert {"mentors", "referrals", "selfcare"} <= apps_of("today")
    assert {"mentors", "referrals"} <= apps_of("person")


def test_no_page_about_a_survivor_shows_how_a_peer_feels():
    """Nobody imports selfcare, and selfcare brings nothing to the person page (house.md 2)."""
    places = cards.ABOUT_A_PERSON
    brought = {card.context.__module__ for place in places for card in cards.registered(place)}

    assert not [module for module in brought if module.startswith("selfcare")]


# Permissions --------------------------------------------------------------------------------------


def test_every_view_asks_for_a_permission_somebody_holds():
    asked = {getattr(entry.callback, "permission", None) for entry in views()} - {None}

    assert asked <= GRANTED


def test_every_permission_opens_something():
    """One that no view, card or room asks for is a door painted on a wall."""
    asked = {getattr(entry.callback, "permission", "") for entry in views()}
    asked |= {card.permission for card in cards.registered()} | {room.permission for room in ROOMS}
    in_code = {"coordination.view_every_survivor", "referrals.view_disclosure"}

    assert GRANTED - asked - in_code == set()


def test_no_role_permission_bears_the_name_of_a_record_permission():
    assert not {name.split(".")[1] for name in GRANTED} & {access.VIEW, access.READ_NOTES}


def test_the_administrator_and_the_privacy_officer_see_no_survivor():
    about_people = {
        name
        for name in GRANTED
        if name.startswith(("mentors.", "referrals.")) or "survivor" in name or "people" in name
    } - {"referrals.view_group", "referrals.view_partner"}
    for role in (Role.ADMINISTRATOR, Role.PRIVACY_OFFICER):
        assert not MAY[role] & about_people


# Removal and disclosure ---------------------------------------------------------------------------


@pytest.mark.parametrize("model", list(our_models()), ids=lambda model: model._meta.label)
def test_every_table_says_how_it_goes_when_a_person_is_removed(model):
    path, how = erasure.entries()[model]
    step = model
    for name in path.split("__") if path else []:
        try:
            step = step._meta.get_field(name).related_model or step
        except FieldDoesNotExist:
            pytest.fail(f"{model._meta.label} has no {name}")
    assert how in erasure.WAYS


def test_only_our_own_tables_have_an_entry():
    entries = {m for m in erasure.entries() if not m.__name__.startswith("Historical")}

    assert entries == set(our_models())


def test_every_sealed_column_may_leave_by_agreement_or_never_leaves():
    ours = {model for model in our_models() if sealed.sealed_fields(model)}
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in ours
        for field in sealed.sealed_fields(model)
    }

    assert columns - disclosable.NEVER_LEAVES == LEAVES
    assert columns >= disclosable.NEVER_LEAVES, "a column that is not there never leaves"


# What the items of referrals/consent/items.py read; a new sealed column is declared on purpose.
LEAVES = {
    "coordination.Survivor.name",
    "coordination.Survivor.legal_name",
    "coordination.Survivor.phone",
    "coordination.Survivor.languages",
    "coordination.Survivor.access_needs",
    "coordination.SafeContact.ways",
    "coordination.Goal.words",  # her own copy
    "coordination.Step.what",  # her own copy
    "referrals.Consent.wants",
    "referrals.Consent.best_times",
    "referrals.Consent.one_more_thing",
    "referrals.Consent.purpose",  # the scope that travels with it (DIS-3)
    "referrals.Consent.text",  # her own copy
    "referrals.Consent.signer",  # her own copy
}


def test_a_location_is_never_among_the_items_unless_marked():
    words = ("address", "where", "place", "home")
    for item in disclosable.items().values():
        assert item.location or not any(word in item.key for word in words)


# The rest -----------------------------------------------------------------------------------------


def test_every_app_brings_its_part_of_the_sample():
    brought = {part.__module__.split(".")[0] for part in sample.parts()}

    assert brought == {"coordination", "mentors", "referrals", "selfcare"}


def test_reasons_come_from_mentors_alone():
    """Who may open a record follows from pairings and supervision lines, nothing else."""
    assert {function.__module__ for function in access._reasons} == {"mentors.reasons"}


def test_due_work_has_names_for_the_log():
    names = [job.__name__ for job in due.jobs()]

    assert names
    assert len(names) == len(set(names))


def test_history_is_kept_where_it_must_and_never_of_wellbeing():
    kept = {
        model._meta.object_name.removeprefix("Historical")
        for model in apps.get_models()
        if model.__name__.startswith("Historical")
    }

    assert {"Survivor", "SurvivorGrant", "Denial", "Pairing", "Contact", "Consent"} <= kept
    wellbeing = {model.__name__ for model in our_models() if model._meta.app_label == "selfcare"}
    assert not kept & wellbeing

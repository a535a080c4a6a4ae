"""Sealing: who opens what, what is stored, what stays after a key is gone (safety.md 4.1)."""

import uuid

import pytest
from cryptography.exceptions import InvalidTag
from django.apps.registry import Apps
from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.db import connection, models

from coordination import sealed, vault
from coordination.models import PersonKey, SafeContact, Step, Survivor


@pytest.fixture
def cam(cast):
    return Survivor.plain.get(pk=cast.cam.pk)


def stored(row, field="name"):
    return bytes(getattr(Survivor.plain.get(pk=row.pk), f"{field}_sealed"))


# The ring -----------------------------------------------------------------------------------


def test_nobody_is_open_before_somebody_is_allowed(cam):
    with vault.ring(), pytest.raises(vault.NotAllowed):
        _ = cam.name


def test_allowing_a_person_opens_that_person(cam, cast):
    eve = Survivor.plain.get(pk=cast.eve.pk)
    with vault.ring():
        vault.allow([cam.pk])
        assert cam.name.startswith("Cam ")
        with pytest.raises(vault.NotAllowed):
            _ = eve.name


@pytest.mark.parametrize("kind", sorted(vault.KINDS - {vault.IDENTITY}))
def test_an_identity_opens_by_itself_only(cam, kind):
    with vault.ring():
        vault.allow([cam.pk], kind)
        with pytest.raises(vault.NotAllowed):
            _ = cam.legal_name


def test_facts_open_no_note(cast):
    with vault.ring():
        vault.allow([cast.cam.pk], vault.FACTS)
        with pytest.raises(vault.NotAllowed):
            _ = type(cast.contact_of_cam).plain.get(pk=cast.contact_of_cam.pk).note


def test_a_ring_knows_whom_it_opened(cam):
    with vault.ring() as ring:
        vault.allow([cam.pk, uuid.uuid4()])
        assert ring.opened == {}
        _ = cam.name

    assert ring.opened == {cam.pk: {"facts"}}


def test_a_ring_ends_with_its_request(cam):
    with vault.ring():
        vault.allow([cam.pk])
    with vault.ring(), pytest.raises(vault.NotAllowed):
        _ = cam.name


def test_acting_says_why(db):
    with pytest.raises(ValueError, match="what this job does"), vault.acting_as(""):
        pass


def test_the_keys_of_a_page_are_loaded_in_one_query(cast, django_assert_num_queries):
    people = list(Survivor.plain.all())
    with vault.ring():
        vault.allow([person.pk for person in people])
        with django_assert_num_queries(1, using=PersonKey.objects.db):
            assert all(person.name for person in people)


# What is stored -------------------------------------------------------------------------------


def test_the_column_holds_no_word(cam):
    assert b"Cam" not in stored(cam)
    assert stored(cam)[:1] == vault.FORMAT


def test_lengths_do_not_tell_yes_from_no(cam):
    lengths = set()
    for text in ("", "no", "yes, but only on Tuesdays"):
        cam.access_needs = text
        cam.save()
        lengths.add(len(stored(cam, "access_needs")))

    assert len(lengths) == 1


def test_the_same_words_never_look_the_same(cam):
    before = stored(cam)
    cam.name = str(cam.name)
    cam.save()

    assert stored(cam) != before


def test_a_save_that_changes_nothing_sealed_leaves_the_bytes(cam):
    before = stored(cam)
    with vault.ring():
        cam.save()

    assert stored(cam) == before


def move(cam, column, blob):
    with connection.cursor() as cursor:
        row = cam.pk.hex if connection.vendor == "sqlite" else cam.pk
        cursor.execute(
            f"UPDATE coordination_survivor SET {column}_sealed = %s WHERE id = %s", [blob, row]
        )
    return Survivor.plain.get(pk=cam.pk)


def test_a_value_moved_to_another_column_does_not_open(cam):
    with pytest.raises(InvalidTag):
        _ = move(cam, "pronouns", stored(cam)).pronouns


def test_a_value_moved_to_another_row_does_not_open(cam, cast):
    with pytest.raises(InvalidTag):
        _ = move(cam, "name", stored(cast.eve)).name


def test_a_changed_byte_does_not_open(cam):
    blob = bytearray(stored(cam))
    blob[-1] ^= 1
    with pytest.raises(InvalidTag):
        _ = move(cam, "name", bytes(blob)).name


def test_history_holds_the_same_ciphertext_and_opens_like_the_row(cam):
    version = cam.history.first()

    assert bytes(version.name_sealed) == stored(cam)
    with vault.ring():
        vault.allow([cam.pk])
        assert version.name == cam.name


# Keys -----------------------------------------------------------------------------------------


def test_destroying_a_key_closes_the_person_everywhere(cam):
    before = cam.history.first()
    vault.destroy_key(cam.pk)
    with vault.acting_as("look again"):
        assert Survivor.plain.get(pk=cam.pk).name == str(sealed.REMOVED)
        assert before.name == str(sealed.REMOVED)
        assert SafeContact.plain.get(survivor=cam).ways != {"call": ""}


def test_each_person_has_a_key_of_their_own(cast):
    wrapped = [bytes(key.wrapped) for key in PersonKey.objects.all()]

    assert len(wrapped) == len(set(wrapped)) >= 14


def test_a_key_is_bound_to_its_person(cam, cast):
    eve = PersonKey.objects.get(owner=cast.eve.pk)
    PersonKey.objects.filter(owner=cam.pk).update(wrapped=eve.wrapped)
    with vault.acting_as("a swapped key"), pytest.raises(InvalidTag):
        _ = Survivor.plain.get(pk=cam.pk).name


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_an_agency_key_that_others_read_is_refused(settings, tmp_path, mode):
    settings.DAYBOOK_KEY_FILE = tmp_path / "agency.key"
    vault.create_agency_key()
    settings.DAYBOOK_KEY_FILE.chmod(mode)

    with pytest.raises(ImproperlyConfigured, match="chmod 600"):
        vault.agency_keys()


def test_an_agency_key_beside_the_data_is_refused(settings, tmp_path):
    settings.DAYBOOK_DATA = tmp_path
    settings.DAYBOOK_KEY_FILE = tmp_path / "agency.key"
    vault.create_agency_key()

    with pytest.raises(ImproperlyConfigured, match="outside DAYBOOK_DATA"):
        vault.agency_keys()


def test_a_missing_agency_key_says_what_to_do(settings, tmp_path):
    settings.DAYBOOK_KEY_FILE = tmp_path / "agency.key"

    with pytest.raises(ImproperlyConfigured, match="Put it back"):
        vault.agency_keys()


def test_an_agency_key_is_never_written_over(settings, tmp_path):
    settings.DAYBOOK_KEY_FILE = tmp_path / "keys" / "agency.key"
    vault.create_agency_key()

    assert settings.DAYBOOK_KEY_FILE.stat().st_mode & 0o777 == 0o600
    assert settings.DAYBOOK_KEY_FILE.parent.stat().st_mode & 0o777 == 0o700
    with pytest.raises(FileExistsError):
        vault.create_agency_key()


def test_after_a_rotation_old_keys_still_open(settings, tmp_path, cam):
    old = settings.DAYBOOK_KEY_FILE.read_text()
    settings.DAYBOOK_KEY_FILE = tmp_path / "agency.key"
    vault.create_agency_key()
    new = settings.DAYBOOK_KEY_FILE.read_text().replace("1 ", "2 ", 1)
    settings.DAYBOOK_KEY_FILE.write_text(new + old)
    with vault.acting_as("after a rotation"):
        assert Survivor.plain.get(pk=cam.pk).name.startswith("Cam ")
        assert PersonKey.objects.get(owner=vault.new_person()).agency_key == 2


# The field ------------------------------------------------------------------------------------


def test_nothing_is_looked_up_by_a_sealed_column(db):
    for lookup in ("name", "name__icontains", "name__in", "name__gt"):
        with pytest.raises((FieldError, TypeError)):
            Survivor.plain.filter(**{lookup: "Cam"})


def test_a_row_keeps_its_owner(cast):
    step = cast.step(cast.cam, cast.rosa)
    with pytest.raises(ValueError, match="keeps its owner"):
        step.owner = cast.eve.pk


def test_a_partial_save_forgets_no_staged_words(cam):
    cam.name = "Someone else"
    with pytest.raises(ValueError, match="not among update_fields"):
        cam.save(update_fields=["status"])


def test_words_are_not_changed_behind_the_field(cast):
    step = cast.step(cast.cam, cast.rosa)
    step.what = "Something else"
    with pytest.raises(TypeError, match="one at a time"):
        Step.plain.bulk_update([step], ["what"])
    with pytest.raises(TypeError, match="one at a time"):
        Step.plain.update(what="Something else")


def test_words_have_a_longest(cam):
    cam.name = "x" * 61
    with pytest.raises(ValidationError, match="up to 60 letters. You have 61"):
        cam.full_clean()


def test_words_that_must_be_there_are_asked_for(cam):
    cam.name = ""
    with pytest.raises(ValidationError, match="Fill this in"):
        cam.full_clean()


def test_a_page_opens_its_people_only(cast, login):
    """The ring of a test shadows nothing: a request has its own."""
    page = login("rosa").get(cast.cam.get_absolute_url())

    assert cast.token(cast.cam, "name") in page.text
    assert cast.token(cast.cam, "legal_name") not in page.text


def test_a_column_added_later_opens_as_never_written(cam):
    type(cam).plain.filter(pk=cam.pk).update(access_needs=b"")

    assert type(cam).plain.get(pk=cam.pk).access_needs == ""
    wishes = sealed.SealedJSON(default=dict)
    assert wishes.unsealed_default() == {}


def test_a_migration_adds_a_sealed_column_empty():
    meta = type("Meta", (), {"app_label": "anywhere", "apps": Apps()})
    body = {"__module__": "__fake__", "Meta": meta, "ways": sealed.SealedJSON(default=dict)}
    then = type("AsMigrationsSeeIt", (models.Model,), body)

    assert then._meta.get_field("ways").get_default() == b""

"""Every sealed field carries a token, and the search for tokens sees through encodings."""

import base64

import pytest

from coordination import sealed, vault
from tests.safety.canaries import Canaries, search
from tests.safety.world import World
from tests.test_architecture import our_models

# Sealed fields whose shape leaves no room for a token. What they hold is watched by the audit: the
# matrix refuses every request that opened more than its reader may.
SHAPED = {
    "mentors.Peer.shares": "codes of a list",
    "mentors.Wishes.answers": "codes of a list",
    "mentors.Offer.sheet": "sentences made of codes",
    "mentors.Contact.topics": "codes of a list",
    "mentors.Contact.details": "codes of a list",
    "mentors.Contact.told": "a code, and whether something was asked",
    "mentors.GroupSession.topics": "codes of a list",
    "coordination.ReportAnswers.answers": "codes of a list",
    "coordination.Outcome.answers": "numbers and words of a list",
    "coordination.Outcome.stated": "a number",
    "coordination.Outcome.safety": "days",
    "selfcare.CheckIn.answers": "numbers",
    "selfcare.SharedResult.values": "numbers and bands",
    "selfcare.Pulse.feeling": "one of two words",
    "selfcare.SupervisionSession.load": "one of three words",
}


def sealed_columns():
    return {
        f"{model._meta.label}.{field.name}": (model, field)
        for model in our_models()
        for field in sealed.sealed_fields(model)
    }


@pytest.fixture(scope="module")
def world(module_world):
    return module_world(World)


@pytest.mark.django_db
@pytest.mark.parametrize("column", sorted(set(sealed_columns()) - set(SHAPED)))
def test_every_sealed_field_holds_a_canary(world, column):
    """A new sealed field without a canary fails here: plant one in cast.py or world.py."""
    model, field = sealed_columns()[column]
    with vault.acting_as("looking for canaries"):
        held = " ".join(str(getattr(row, field.name)) for row in model._base_manager.all())

    assert search(held.encode()) & set(world.canaries.planted), "no row of the world has a token"


def test_the_list_of_shapes_is_not_longer_than_it_must_be():
    assert set(SHAPED) <= set(sealed_columns())


@pytest.mark.django_db
def test_the_same_canary_is_planted_once(world):
    places = [(canary.owner, canary.kind) for canary in world.canaries.planted.values()]

    assert len(world.canaries.planted) == len(places) > 60


# The scanner ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hide",
    [
        str.encode,
        lambda token: token.upper().encode(),
        lambda token: token.encode("utf-16"),
        lambda token: token.encode("utf-32-be"),
        lambda token: token.encode().hex().encode(),
        lambda token: b"f" + token.encode().hex().encode(),
        lambda token: base64.b64encode(token.encode()),
        lambda token: base64.b64encode(b"a" + token.encode()),
        lambda token: base64.b64encode(b"ab" + token.encode()),
        lambda token: base64.urlsafe_b64encode(b"??>" + token.encode()),
        lambda token: f'{{"name": "\\u00e9 {token}"}}'.encode(),
        lambda token: f"?q=Cam%20{token}&amp;x".encode(),
    ],
)
def test_the_scanner_finds_a_token_however_it_is_hidden(hide):
    canaries = Canaries()
    token = canaries.new()

    assert canaries.found(b"before " + hide(token) + b" after") == {token}


def test_the_scanner_reads_a_pdf():
    pdf = pytest.importorskip("coordination.pdf")
    canaries = Canaries()
    token = canaries.new()
    context = {"body": {"parts": [{"label": "Name", "lines": [f"Cam {token}"]}]}, "pdf": True}
    try:
        data = pdf.render_pdf("referrals/packets/sheet.html", context, lang="en", title="Sheet")
    except pdf.CannotPrint:
        pytest.skip("Pango is not installed")

    assert token.encode() not in data, "the plain search would have found it"
    assert canaries.found(data, "application/pdf") == {token}

"""An agreement has every element, or it is not written down (domain.md 3)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coordination import clock
from coordination.models import Organisation
from referrals.consent import elements, wording
from referrals.consent.actions import draft_agreement
from referrals.consent.models import Consent, ConsentEvent
from referrals.models import AgreementDraft


def agreement(cast, **changes):
    fields = {
        "survivor": cast.cam,
        "owner": cast.cam.pk,
        "partner": cast.partner,
        "contact": "Maria",
        "items": ["chosen_name", "wants", "best_times"],
        "wants": "to join the Tuesday group",
        "best_times": "mornings",
        "purpose": "so I can join",
        "how": ["phone"],
        "expires_on": clock.today() + timedelta(days=30),
    }
    return Consent(**(fields | changes))


def text_of(cast, **changes):
    return "\n".join(draft_agreement(agreement=agreement(cast, **changes), by=cast.ana).text)


def test_the_text_names_every_element(cast):
    """Each of the ten of 42 CFR 2.31(a) that concerns a release to one partner."""
    Organisation(name="Larkspur", address="18 Alder Street").save()
    text = text_of(cast)
    day = (clock.today() + timedelta(days=30)).strftime("%B %-d, %Y")
    for words in [
        cast.cam.name,  # 1 whose
        "Who shares it: Larkspur",  # 2 who may disclose
        "your first or chosen name",  # 3 what
        "that you want: to join the Tuesday group",
        "We will not share anything else.",
        "Maria at Riverside Clinic",  # 4 one recipient
        "so I can join",  # 5 why
        "write to us at 18 Alder Street",  # 6 how to stop
        "You have the right to stop this in writing",
        "You can say it out loud",
        day,  # 7 until when
        "If you say no, you still get our help",  # CON-5
        "they decide who else sees it",  # 10 consequences
        "42 CFR part 2",
    ]:
        assert words in text, words


def test_without_part_2_its_sentences_are_left_out(cast):
    Organisation(part2_program=False).save()
    assert "42 CFR" not in text_of(cast)


def test_a_partner_that_must_report_says_so(cast):
    cast.partner.must_report = True
    cast.partner.save()
    assert "must tell the authorities" in text_of(cast)


def test_nothing_typed_can_make_words_bold(cast):
    row = agreement(cast, purpose="**so** I can **join**")
    line = next(x for x in draft_agreement(agreement=row, by=cast.ana).text if "Why" in x)
    bold = [words for words, is_bold in wording.parts(line) if is_bold]
    assert bold == ["so I can join"]


REFUSED = {
    "no item": ({"items": []}, "items"),
    "an item nobody knows": ({"items": ["chosen_name", "diagnosis"]}, "items"),
    "a copy for herself": ({"items": ["agreement_copy"]}, "items"),
    "no purpose": ({"purpose": " "}, "purpose"),
    "all records": ({"purpose": "to have all my records sent"}, "purpose"),
    "the whole file as one more thing": (
        {"items": ["one_more_thing"], "one_more_thing": "Everything"},
        "one_more_thing",
    ),
    "a tick without its words": ({"wants": ""}, "wants"),
    "no way": ({"how": []}, "how"),
    "a way nobody knows": ({"how": ["pigeon"]}, "how"),
    "e-mail where it is not allowed": ({"how": ["email"]}, "how"),
    "another language": ({"language": "xx"}, "language"),
    "no end": ({"expires_on": None}, "expires_on"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_missing_element_is_refused_at_its_field(cast, case):
    changes, field = REFUSED[case]
    before = Consent.plain.count()
    with pytest.raises(ValidationError) as refused:
        draft_agreement(agreement=agreement(cast, **changes), by=cast.ana)
    assert field in refused.value.message_dict
    assert Consent.plain.count() == before


@pytest.mark.parametrize("days", [-1, 0, 91])
def test_the_end_is_after_today_and_within_the_longest_period(cast, days):
    end = clock.today() + timedelta(days=days)
    with pytest.raises(ValidationError) as refused:
        draft_agreement(agreement=agreement(cast, expires_on=end), by=cast.ana)
    assert refused.value.message_dict["expires_on"] == [
        "The end date must be after today and within 90 days."
    ]


@pytest.mark.parametrize("days", [1, 90])
def test_the_first_and_the_last_day_allowed(cast, days):
    end = clock.today() + timedelta(days=days)
    assert draft_agreement(agreement=agreement(cast, expires_on=end), by=cast.ana).pk


def test_a_longer_period_is_the_organisations_choice(cast):
    Organisation(longest_agreement=365).save()
    end = clock.today() + timedelta(days=365)
    assert draft_agreement(agreement=agreement(cast, expires_on=end), by=cast.ana).pk


def test_a_partner_we_no_longer_work_with_is_refused(cast):
    cast.partner.active = False
    cast.partner.save()
    with pytest.raises(ValidationError) as refused:
        draft_agreement(agreement=agreement(cast), by=cast.ana)
    assert "partner" in refused.value.message_dict


def test_email_may_be_agreed_where_the_organisation_allows_it(cast):
    Organisation(email_sharing=True).save()
    assert draft_agreement(agreement=agreement(cast, how=["email"]), by=cast.ana).how == ["email"]


@pytest.mark.parametrize(
    "text",
    ["all records", "My whole file", "any information you have", "everything", "complete history"],
)
def test_too_broad(text):
    with pytest.raises(ValidationError):
        elements.refuse_broad(text)


@pytest.mark.parametrize("text", ["", "I can call all morning", "They have all day on Tuesday"])
def test_not_too_broad(text):
    elements.refuse_broad(text)


def test_a_new_question_replaces_the_unanswered_one_with_this_partner(cast):
    first = draft_agreement(agreement=agreement(cast), by=cast.ana)
    other = draft_agreement(agreement=agreement(cast, partner=cast.clinic("Legal")), by=cast.ana)
    second = draft_agreement(agreement=agreement(cast), by=cast.rosa)
    kinds = ConsentEvent.plain.filter(consent=first).values_list("kind", flat=True)
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.status, other.status, second.status) == ("replaced", "draft", "draft")
    assert set(kinds) == {"offered", "replaced"}


def test_the_draft_of_its_author_goes_and_others_stay(cast):
    for user in (cast.ana, cast.rosa):
        AgreementDraft(survivor=cast.cam, owner=cast.cam.pk, author=user).save()
    draft_agreement(agreement=agreement(cast), by=cast.ana)
    assert [row.author for row in AgreementDraft.plain.all()] == [cast.rosa]


BROKEN = {
    "signed without a moment": {"status": "signed", "signature": "typed"},
    "signed without saying how": {"status": "signed", "signed_at": "now"},
    "stopped without a moment": {
        "status": "stopped", "signature": "typed", "signed_at": "now"
    },
    "ends before it starts": {"expires_on": 0},
    "lasts longer than a year": {"expires_on": 366},
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_the_database_has_the_last_word(cast, case):
    row = draft_agreement(agreement=agreement(cast), by=cast.ana)
    for name, value in BROKEN[case].items():
        value = clock.now() if value == "now" else value
        if name == "expires_on":
            value = row.starts_on + timedelta(days=value)
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_year_is_just_allowed_by_the_database(cast):
    row = draft_agreement(agreement=agreement(cast), by=cast.ana)
    row.expires_on = row.starts_on + timedelta(days=365)
    row.save()

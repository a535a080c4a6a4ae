"""Ideas in plain sentences: met, not met, not known; the order as the page says (S22, PAIR-5)."""

from datetime import date

import pytest

from mentors.matching.fit import Candidate, ideas, reason
from mentors.peers.traits import BY_KEY

SHARES = {
    "languages": ["en", "es"],
    "gender": ["woman"],
    "times": ["evenings", "weekends"],
    "experience": ["recovery"],
    "faith": ["faith"],
    "ways": ["phone"],
}


def candidate(name="Ana Reyes", **fields):
    first, last = name.split()
    facts = {
        "ref": name,
        "first_name": first,
        "name": f"{first} {last[0]}.",
        "kind": "Peer mentor",
        "shares": SHARES,
        "used": 4,
        "limit": 6,
    } | fields
    return Candidate(**facts)


def wishes(**wanted):
    return [
        (BY_KEY[key], {"weight": weight, "want": want}) for key, (weight, want) in wanted.items()
    ]


@pytest.mark.parametrize(
    ("key", "weight", "want", "mark", "text"),
    [
        ("languages", "must", ["es"], "yes", "Speaks Spanish. J. asked for this (must have)."),
        (
            "languages",
            "must",
            ["vi"],
            "no",
            "Speaks English and Spanish. J. asked for Vietnamese (must have).",
        ),
        ("gender", "nice", ["woman"], "yes", "A woman. J. asked for this."),
        ("gender", "nice", ["man", "nonbinary"], "no", "A woman. J. asked for a man or a nonbinary "
         "person."),
        ("times", "nice", ["evenings", "mornings"], "yes", "Free evenings. J. asked for this."),
        ("times", "must", ["mornings"], "no", "Free evenings and weekends. J. asked for mornings "
         "(must have)."),
        ("experience", "nice", ["recovery"], "yes", "Has been through recovery from substance "
         "use. J. asked for this."),
        ("faith", "nice", ["no_faith"], "no", "Ana goes about faith another way. J. asked for "
         "no talk about faith."),
        ("experience", "nice", ["parent"], "no", "Ana does not name this. J. asked for raising "
         "children."),
        ("ways", "nice", ["in_person"], "no", "Meets by phone only. J. asked for in person."),
    ],
)  # fmt: skip
def test_one_wish_is_one_sentence(key, weight, want, mark, text):
    found = reason(BY_KEY[key], {"weight": weight, "want": want}, candidate(), "J.")

    assert (found.mark, found.text, found.must) == (mark, text, weight == "must")


@pytest.mark.parametrize(
    ("key", "want", "text"),
    [
        ("languages", ["es"], "We do not know if Ana speaks Spanish. J. asked for this."),
        ("gender", ["woman"], "We do not know if Ana is a woman. J. asked for this."),
        (
            "times",
            ["mornings", "evenings"],
            "We do not know if Ana is free mornings or evenings. J. asked for this.",
        ),
        ("faith", ["faith"], "We do not know how Ana thinks about faith. J. asked for this."),
    ],
)
def test_what_nobody_wrote_down_is_not_known_and_never_a_no(key, want, text):
    wish = {"weight": "nice", "want": want}
    found = reason(BY_KEY[key], wish, candidate(shares={}), "J.")

    assert (found.mark, found.text) == ("unknown", text)


def names(found):
    return [idea.peer.name for idea in found]


def test_must_haves_come_before_nice_to_haves():
    wanted = wishes(
        languages=("must", ["es"]), times=("nice", ["mornings"]), gender=("nice", ["woman"])
    )
    speaks = candidate("Ana Reyes", shares={"languages": ["es"]})
    fits_all_but_the_must = candidate(
        "Bea Marsh", shares={"languages": ["en"], "times": ["mornings"], "gender": ["woman"]}
    )

    found = ideas(wanted, [fits_all_but_the_must, speaks], "J.")

    assert names(found.shown) == ["Ana R."]
    assert names(found.others) == ["Bea M."]
    assert not found.close


def test_a_must_have_not_known_stays_on_show_behind_one_that_is_met():
    wanted = wishes(languages=("must", ["es"]))
    unknown, met = candidate("Ana Reyes", shares={}), candidate("Bea Marsh")

    assert names(ideas(wanted, [unknown, met], "J.").shown) == ["Bea M.", "Ana R."]


def test_then_nice_to_haves_then_free_spots_then_the_longest_wait():
    wanted = wishes(times=("nice", ["mornings"]))
    team = [
        candidate("Ada One", used=1, last_paired_on=date(2026, 5, 1)),
        candidate("Bea Two", used=1, last_paired_on=date(2026, 1, 1)),
        candidate("Cyd Three", used=1, last_paired_on=None),
        candidate("Dot Four", used=0, last_paired_on=date(2026, 5, 1)),
        candidate("Eli Five", used=5, shares={"times": ["mornings"]}),
    ]

    assert names(ideas(wanted, team, "J.").shown) == [
        "Eli F.",
        "Dot F.",
        "Cyd T.",
        "Bea T.",
        "Ada O.",
    ]


def test_equals_stand_by_name_whatever_the_order_they_come_in():
    team = [candidate("Ada One"), candidate("Bea Two"), candidate("Cyd Three")]

    assert ideas([], team, "J.").shown == ideas([], team[::-1], "J.").shown


def test_five_are_shown_and_nobody_is_lost():
    team = [candidate(f"{letter}a One") for letter in "ABCDEFG"]
    found = ideas([], team, "J.")

    assert len(found.shown) == 5
    assert len(found.shown) + len(found.others) == 7


def test_who_has_no_spot_is_not_shown_first():
    full, paused = candidate("Ana Reyes", used=6), candidate("Bea Marsh", taking=False)
    over, free = candidate("Cyd Alder", used=9), candidate("Dot Finch")
    found = ideas([], [full, paused, over, free], "J.")

    assert names(found.shown) == ["Dot F."]
    assert set(names(found.others)) == {"Ana R.", "Bea M.", "Cyd A."}


def test_when_no_one_has_a_spot_it_says_so():
    found = ideas([], [candidate(used=6)], "J.")

    assert found.no_spot
    assert found.shown == []


def test_when_no_one_fits_the_two_who_come_closest_are_shown():
    wanted = wishes(languages=("must", ["vi"]), times=("must", ["evenings"]))
    team = [
        candidate("Ana Reyes"),
        candidate("Bea Marsh", shares={"languages": ["en"], "times": ["mornings"]}),
        candidate("Cyd Alder", shares={"languages": ["en"], "times": ["evenings"]}),
    ]
    found = ideas(wanted, team, "J.")

    assert found.close
    assert names(found.shown) == ["Ana R.", "Cyd A."]


def test_a_safety_rule_removes_before_anything_else_and_is_a_count_only():
    team = [candidate(f"{letter}a One") for letter in "ABC"]
    denied = candidate("Zoe Two", denied=True)
    found = ideas([], [*team, denied], "J.")

    assert found.hidden == 1
    assert "Zoe T." not in names(found.shown + found.others)


def test_in_a_small_team_not_even_the_count_is_shown():
    team = [candidate("Ana Reyes"), candidate("Bea Marsh"), candidate("Zoe Two", denied=True)]

    assert ideas([], team, "J.").hidden is None


def test_counts_on_the_card_add_up():
    wanted = wishes(
        languages=("must", ["es"]), times=("nice", ["mornings"]), gender=("nice", ["woman"])
    )
    [idea] = ideas(
        wanted, [candidate(shares={"languages": ["es"], "times": ["evenings"]})], "J."
    ).shown

    assert (idea.met, idea.not_met, idea.unknown) == (1, 1, 1)

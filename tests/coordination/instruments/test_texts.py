"""A text is held to its key, and its words can be shown and stored."""

from dataclasses import replace

import pytest

from coordination.instruments import KEYS
from coordination.instruments.about import INSTRUMENTS
from coordination.instruments.texts import Answer, Item, NotAText, check
from tests.factories.texts import made_up


def checked(text):
    return check(text, KEYS[text.key_name, text.key_version])


def without(text, *numbers):
    return replace(text, items=tuple(i for i in text.items if i.number not in numbers))


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_a_text_with_the_items_and_values_of_its_key_fits(name):
    checked(made_up(name))


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_one_item_too_few_or_too_many_is_refused(name):
    text = made_up(name)
    with pytest.raises(NotAText, match="scored items"):
        checked(without(text, 2))
    more = Item(len(text.items) + 1, "One more")
    with pytest.raises(NotAText, match="scored items"):
        checked(replace(text, items=(*text.items, more)))


def test_the_eight_item_phq9_is_refused_with_the_reason():
    with pytest.raises(NotAText, match="the safety question, item 9, is missing"):
        checked(without(made_up("phq-9"), 9))


@pytest.mark.parametrize(
    "numbers", [(1, 2, 3, 4, 5, 6, 6), (0, 1, 2, 3, 4, 5, 6), (2, 1, *range(3, 8))]
)
def test_items_are_numbered_once_and_in_order(numbers):
    items = tuple(Item(number, f"Word {place}") for place, number in enumerate(numbers))
    with pytest.raises(NotAText, match="numbered 1 to 7"):
        checked(made_up(items=items))


@pytest.mark.parametrize("values", [(0, 1, 2), (0, 1, 2, 3, 4), (1, 2, 3, 4), (0, 1, 1, 3), ()])
def test_values_are_exactly_those_of_the_key(values):
    answers = tuple(Answer(value, f"Cheese {place}") for place, value in enumerate(values))
    with pytest.raises(NotAText, match="wants exactly 0 1 2 3"):
        checked(made_up(answers=answers))


def test_an_item_may_have_answers_of_its_own_but_only_the_values_of_the_key():
    text = made_up()
    own = tuple(Answer(value, f"Olive {value}") for value in (0, 1, 2, 3))
    checked(replace(text, items=(replace(text.items[0], answers=own), *text.items[1:])))
    short = replace(text.items[0], answers=own[:3])
    with pytest.raises(NotAText, match="Item 1 has the answers 0 1 2"):
        checked(replace(text, items=(short, *text.items[1:])))


def test_a_file_that_turns_an_item_round_itself_is_refused():
    """The key reverses; a file that does it too would undo it and hide a score."""
    text = made_up("proqol-5")
    labels = [answer.label for answer in text.answers]
    flipped = tuple(map(Answer, (5, 4, 3, 2, 1), labels))
    items = tuple(replace(i, answers=flipped) if i.number == 4 else i for i in text.items)
    with pytest.raises(NotAText, match="Items 1 and 4 give “Brie” different values"):
        checked(replace(text, items=items))


@pytest.mark.parametrize(
    "name", ["title", "instructions", "period", "credit", "licence", "version"]
)
def test_words_that_are_too_long_or_cannot_be_shown_are_refused(name):
    for words in ("x" * 10_000, "a\0b", "a\x1bb", "half \ud83d"):
        with pytest.raises(NotAText, match=f"words for {name}"):
            checked(made_up(**{name: words}))


def test_words_of_items_and_answers_are_there_and_can_be_shown():
    text = made_up()
    for words in ("", " ", "a\0b", "x" * 1001):
        items = (replace(text.items[0], text=words), *text.items[1:])
        with pytest.raises(NotAText, match="item 1"):
            checked(replace(text, items=items))
        with pytest.raises(NotAText, match="the answers"):
            checked(
                replace(text, answers=(replace(text.answers[0], label=words), *text.answers[1:]))
            )


def test_two_answers_may_not_read_the_same():
    answers = tuple(Answer(value, "Brie") for value in (0, 1, 2, 3))
    with pytest.raises(NotAText, match="different values|read the same"):
        checked(made_up(answers=answers))


@pytest.mark.parametrize("language", ["", "English", "en_US", "e", "en-"])
def test_a_language_is_a_code(language):
    with pytest.raises(NotAText, match="language"):
        checked(made_up(language=language))
    for good in ("en", "es-MX", "zh-Hant-TW", "fil"):
        checked(made_up(language=good))


def test_naughty_words_are_words_like_any_other():
    for words in (
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "寿司",
        "'; DROP TABLE x; --",
        "\u202eabc",
    ):
        checked(made_up(title=words, credit=words))


def test_the_digest_changes_with_a_word_and_not_with_the_version():
    text = made_up()
    assert text.digest() == replace(text, version="2", left_out=("x",)).digest()
    assert text.digest() != replace(text, title="Monday table").digest()
    other = replace(text.items[0], text="Other")
    assert text.digest() != replace(text, items=(other, *text.items[1:])).digest()

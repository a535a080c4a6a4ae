"""One way to ask: labels, hints, errors and the summary, as a screen reader meets them."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from coordination.components_page import BAD, ExampleForm
from coordination.forms import ChipCheckboxes, ChipRadio, DateInput, Form, TextArea


def render(text, **context):
    return Template("{% load daybook %}" + text).render(Context(context))


def tag_with(page, part):
    """The first tag that holds this text."""
    return next(tag for tag in re.findall(r"<[^>]*>", page) if part in tag)


class Ask(Form):
    missing = {"how": "Choose how you connected."}
    reveal = {"other": "how=call"}

    how = forms.ChoiceField(
        label="How?", widget=ChipRadio, choices=[("call", "Call"), ("text", "Text")]
    )
    topics = forms.MultipleChoiceField(
        label="What?", help_text="All that fit.", widget=ChipCheckboxes, choices=[("a", "A")]
    )
    email = forms.EmailField(label="Which email?", help_text="Only the safe one.")
    note = forms.CharField(label="Note", required=False, max_length=20, widget=TextArea(counter=20))
    day = forms.DateField(label="When?", widget=DateInput)
    other = forms.CharField(label="Other?", required=False)
    told = forms.BooleanField(label="Told?")

    def clean(self):
        if self.data.get("note") == "refuse":
            raise forms.ValidationError("Pick another day.")


# The field -------------------------------------------------------------------------------------


def test_a_box_is_described_by_its_hint_then_its_error():
    page = str(Ask({"email": "nobody"})["email"].as_field_group())
    box = tag_with(page, 'name="email"')

    assert 'aria-describedby="id_email_helptext id_email_error"' in box
    assert 'aria-invalid="true"' in box
    assert 'value="nobody"' in box
    assert 'id="id_email_helptext"' in page
    assert 'id="id_email_error"' in page
    assert '<label for="id_email">' in page


def test_a_box_without_an_error_says_nothing_of_one():
    page = str(Ask()["email"].as_field_group())

    assert "aria-invalid" not in page
    assert 'aria-describedby="id_email_helptext"' in page
    assert "_error" not in page


def test_a_group_of_radios_carries_its_error_itself():
    page = str(Ask({})["how"].as_field_group())
    group, radio = tag_with(page, "<fieldset"), tag_with(page, 'type="radio"')

    assert 'role="radiogroup"' in group
    assert 'aria-invalid="true"' in group
    assert 'aria-describedby="id_how_error"' in group
    assert "aria-invalid" not in radio
    assert "<legend>How?</legend>" in page


def test_checkboxes_carry_the_error_on_each():
    page = str(Ask({})["topics"].as_field_group())

    assert 'aria-describedby="id_topics_helptext id_topics_error"' in tag_with(page, "<fieldset")
    assert 'aria-invalid="true"' in tag_with(page, 'type="checkbox"')


def test_an_error_is_said_to_be_one():
    page = str(Ask({})["how"].as_field_group())

    assert re.search(r"Error:\s*</span>Choose how you connected\.", page)


def test_a_chip_is_a_real_input_inside_its_label():
    page = str(Ask({"how": "text"})["how"])

    assert re.search(r'<label class="chip"><input type="radio" name="how" value="text"', page)
    assert "checked" in tag_with(page, 'value="text"')
    assert "checked" not in tag_with(page, 'value="call"')


def test_a_choice_may_carry_a_hint():
    widget = ChipRadio(choices=[("n", "Nothing")], hints={"n": "Marcus sees nothing."})

    assert "<small>Marcus sees nothing.</small>" in widget.render("sees", None)


def test_a_models_dashes_are_no_choice():
    widget = ChipRadio(choices=[("", "---------"), ("a", "A")])

    assert widget.render("x", None).count("<input") == 1


def test_a_counted_box_says_its_limit_and_cuts_nothing():
    page = str(Ask()["note"].as_field_group())
    box = tag_with(page, "<textarea")

    assert 'data-counter="20"' in box
    assert "maxlength" not in box
    assert 'aria-describedby="id_note_counter"' in box
    assert "Up to 20 letters." in page


def test_a_date_speaks_iso_to_the_device():
    import datetime

    page = Ask(initial={"day": datetime.date(2026, 11, 3)})["day"].as_widget()

    assert 'type="date"' in page
    assert 'value="2026-11-03"' in page


def test_a_revealed_question_names_the_answer_it_waits_for():
    assert 'data-reveal="how=call"' in str(Ask()["other"].as_field_group())


def test_only_boxes_nobody_must_fill_are_called_optional():
    form = Ask()

    assert "(optional)" in str(form["note"].as_field_group())
    assert "(optional)" not in str(form["email"].as_field_group())
    assert "(optional)" not in str(form["other"].as_field_group())


def test_nothing_about_a_person_is_remembered_by_the_browser():
    page = str(Ask())

    assert page.count('autocomplete="off"') == 4
    assert " required" not in page


# What it says ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("how", "", "Choose how you connected."),
        ("how", "pigeon", "Choose one from the list."),
        ("topics", "", "Choose at least one."),
        ("email", "", "Fill this in, or go back."),
        ("email", "nobody", "Enter an email address, like name@example.org."),
        ("note", "x" * 24, "This can be up to 20 letters. You have 24."),
        ("day", "2026-11-31", "Enter a real date, like Nov 30, 2026."),
        ("told", "", "Tick this to go on, or go back."),
    ],
)
def test_an_error_says_what_to_do(field, typed, said):
    assert Ask({field: typed} if typed else {}).errors[field] == [said]


def test_a_message_that_a_form_chose_stays():
    class Own(Form):
        name = forms.CharField(error_messages={"required": "Enter what they like to be called."})
        many = forms.IntegerField(min_value=0, error_messages={"min_value": "0 is fine."})

    assert Own({}).errors["name"] == ["Enter what they like to be called."]
    assert Own({"many": "-1"}).errors["many"] == ["0 is fine."]


def test_no_words_of_django_come_through():
    form = ExampleForm(BAD)
    said = " ".join(message for messages in form.errors.values() for message in messages)

    assert form.errors
    for word in ["required", "valid", "field", "ensure", "submit"]:
        assert word not in said.lower()


# The summary -----------------------------------------------------------------------------------


def test_every_link_of_the_summary_leads_to_a_field_of_the_form():
    form = Ask({"note": "x" * 24})
    page = render("{% error_summary form %}", form=form)
    ids = set(re.findall(r'\bid="([^"]+)"', str(form)))
    targets = re.findall(r'href="#([^"]+)"', page)

    assert targets == ["id_how_0", "id_topics_0", "id_email", "id_note", "id_day", "id_told"]
    assert set(targets) <= ids


def test_the_summary_says_the_same_words_as_the_fields():
    form = Ask({"email": "nobody"})
    page = render("{% error_summary form %}", form=form)

    for messages in form.errors.values():
        assert all(message in page for message in messages)


def test_the_summary_takes_focus_and_is_announced():
    page = render("{% error_summary form %}", form=Ask({}))
    box = tag_with(page, 'id="errors"')

    assert 'tabindex="-1"' in box
    assert "autofocus" in box
    assert 'role="alert"' in box


def test_an_error_of_the_whole_form_stands_first_without_a_link():
    page = render("{% error_summary form %}", form=Ask({"note": "refuse"}))

    assert "<li><span>Pick another day.</span></li>" in page
    assert page.index("Pick another day.") < page.index("href=")


def test_the_summary_stands_once_on_a_page():
    page = render("{% error_summary form %}{% error_summary form %}", form=Ask({}))

    assert page.count('id="errors"') == 1


def test_a_form_without_errors_has_no_summary():
    assert render("{% error_summary form %}{% error_summary nothing %}", form=Ask()) == ""


def test_a_form_is_safe_to_send_twice_and_checked_by_us():
    page = Template('{% include "components/form.html" with submit="Save contact" %}').render(
        Context({"form": Ask(), "csrf_token": "token"})
    )

    assert re.search(r'name="once" value="[0-9a-f-]{36}"', page)
    assert 'name="csrfmiddlewaretoken"' in page
    assert "novalidate" in tag_with(page, "<form")
    assert "Save contact</button>" in page


# The page of components ------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.urls("tests.coordination.front_end_urls")
@pytest.mark.parametrize(
    "frame", ["base", "base_task", "base_handover", "base_print", "base_system"]
)
def test_every_component_renders_in_every_frame(client, frame):
    response = client.get("/_components/", {"frame": frame})

    assert response.status_code == 200
    page = response.content.decode()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page.count("<h1") == 1


@pytest.mark.django_db
@pytest.mark.urls("tests.coordination.front_end_urls")
def test_a_page_with_errors_says_so_in_its_title_and_on_top(client):
    page = client.get("/_components/", {"errors": "1", "frame": "base_task"}).content.decode()

    assert "<title>Error: Components – Daybook</title>" in page
    assert page.count('id="errors"') == 1
    assert page.index('id="errors"') < page.index("<h1")


@pytest.mark.django_db
@pytest.mark.urls("tests.coordination.front_end_urls")
def test_a_task_page_has_no_navigation(client):
    page = client.get("/_components/", {"frame": "base_task"}).content.decode()

    assert 'class="nav"' not in page
    assert 'class="back"' in page


def test_the_page_of_components_is_there_only_while_debugging():
    from django.conf import settings
    from django.urls import NoReverseMatch, reverse

    assert not settings.DEBUG
    with pytest.raises(NoReverseMatch):
        reverse("components")
    assert RequestFactory().get("/_components/").path == "/_components/"

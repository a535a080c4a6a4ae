"""Mail says only that something is new, goes out once, and waits its turn (e.6)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination import clock
from coordination.inbox import actions, outbox
from coordination.inbox.actions import notify
from coordination.inbox.models import MailItem
from coordination.registry import due

HOUR = timedelta(hours=1)


@pytest.fixture
def rosa(cast):
    """Rosa, who switched mail on."""
    return actions.change_mail(user=cast.rosa, mail_on=True)


def tell(cast, user, path=None):
    fields = {"kind": "step_given", "survivor": cast.cam}
    return notify(user=user, path=path or cast.cam.get_absolute_url(), **fields)


def send():
    return outbox.send_due(clock.now())


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise OSError("no route")


def test_nothing_is_sent_unless_somebody_switched_it_on(cast):
    tell(cast, cast.rosa)

    assert send() == (0, 0)
    assert mail.outbox == []


def test_the_mail_says_that_something_is_new_and_nothing_else(cast, rosa, settings):
    settings.DAYBOOK_URL = "https://daybook.example.org/"
    tell(cast, rosa)

    send()

    [message] = mail.outbox
    assert message.subject == "New item in Daybook"
    assert message.to == [rosa.email]
    assert not message.cc
    assert not message.bcc
    assert message.body.split("\n") == [
        "You have something new. Sign in to see it.",
        "",
        "https://daybook.example.org/today/",
        "",
    ]
    assert cast.cam.ref not in message.message().as_string()


def test_there_is_one_mail_until_they_look_however_much_is_new(cast, rosa, login):
    tell(cast, rosa)
    send()
    with clock.at(clock.now() + 30 * HOUR):
        tell(cast, rosa, reverse("today"))
        assert send() == (0, 0)


@pytest.mark.parametrize("where", ["today", "inbox"])
def test_after_a_look_the_next_may_come_but_not_within_four_hours(cast, rosa, login, where):
    tell(cast, rosa)
    send()
    login("rosa").get(reverse(where))
    tell(cast, rosa, reverse("today"))
    assert send() == (0, 0)
    with clock.at(clock.now() + 4 * HOUR + timedelta(minutes=1)):
        assert send() == (1, 0)
    assert len(mail.outbox) == 2


def test_what_they_saw_before_it_went_out_is_not_sent(cast, rosa, login):
    tell(cast, rosa)
    login("rosa").get(reverse("today"))

    assert send() == (0, 0)


def test_two_runs_at_once_send_one_mail(cast, rosa, monkeypatch):
    """The second run finds the same row due, before the first one has claimed it."""
    tell(cast, rosa)
    claim, again = outbox._claim, []

    def slow(key, now):
        if not again:
            again.append(key)
            outbox.send_due(now)
        return claim(key, now)

    monkeypatch.setattr(outbox, "_claim", slow)

    send()

    assert len(mail.outbox) == 1


def test_a_crash_while_sending_never_sends_it_again(cast, rosa, monkeypatch):
    tell(cast, rosa)

    def killed(address):
        raise SystemExit

    monkeypatch.setattr("coordination.mail.say_something_is_new", killed)
    with pytest.raises(SystemExit):
        send()
    monkeypatch.undo()

    with clock.at(clock.now() + 48 * HOUR):
        assert send() == (0, 0)


def test_what_the_mail_server_refuses_waits_longer_each_time_and_then_goes(cast, rosa, settings):
    tell(cast, rosa)
    settings.EMAIL_BACKEND = "tests.coordination.inbox.test_mail.Refusing"
    assert send() == (0, 1)
    assert send() == (0, 0)
    with clock.at(clock.now() + timedelta(minutes=6)):
        assert send() == (0, 1)
    with clock.at(clock.now() + timedelta(minutes=12)):
        assert send() == (0, 0)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with clock.at(clock.now() + timedelta(minutes=20)):
        assert send() == (1, 0)
    item = MailItem.objects.visible_to(rosa).get()
    assert item.tries == 2
    assert item.sent_at


def test_who_left_or_switched_it_off_gets_nothing(cast, rosa):
    ana = actions.change_mail(user=cast.ana, mail_on=True)
    tell(cast, rosa)
    tell(cast, ana)
    rosa.is_active = False
    rosa.save()
    actions.change_mail(user=ana, mail_on=False)

    assert send() == (0, 0)
    assert not MailItem.objects.visible_to(ana).exists()


def test_settings_switch_it_on_and_off(cast, login):
    client = login("rosa")
    assert "Mail goes to" in client.get(reverse("settings")).text
    client.post(reverse("settings"), {"mail": "on"})
    cast.rosa.refresh_from_db()
    assert cast.rosa.mail_on
    client.post(reverse("settings"), {"mail": "off"})
    cast.rosa.refresh_from_db()
    assert not cast.rosa.mail_on
    assert "Choose Off or On." in client.post(reverse("settings"), {"mail": ""}).text


# run_due ----------------------------------------------------------------------------------------


def test_run_due_sends_once_and_says_so_in_one_line(cast, rosa, capsys):
    tell(cast, rosa)

    call_command("run_due")
    first = capsys.readouterr().out
    call_command("run_due")
    second = capsys.readouterr().out

    assert "1 mail sent" in first
    assert first.count("\n") == 1
    assert "0 mails sent" in second
    assert len(mail.outbox) == 1


def test_a_job_that_fails_stops_no_other_and_the_end_says_so(cast, monkeypatch, caplog):
    ran = []

    def broken(now):
        raise RuntimeError("no")

    monkeypatch.setattr(due, "_jobs", [broken, ran.append])

    with pytest.raises(CommandError, match="broken"):
        call_command("run_due")

    assert len(ran) == 1


def test_a_claim_asks_the_row_itself_and_no_other_table(cast, rosa):
    """PostgreSQL asks a subquery only once, before it waits: then two runs would both win."""
    tell(cast, rosa)
    item = MailItem.objects.unscoped("test").get()

    with CaptureQueriesContext(connection) as asked:
        won = [outbox._claim(item.pk, clock.now()) for _run in range(2)]

    assert won == [True, False]
    claims = [query["sql"] for query in asked if query["sql"].startswith("UPDATE")]
    assert claims
    assert not any("SELECT" in sql for sql in claims)

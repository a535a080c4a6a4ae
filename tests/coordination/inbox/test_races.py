"""Two at the same moment, on real connections: one mail, and one notice."""

import pytest
from django.core import mail

from coordination import clock
from coordination.inbox import actions, outbox
from coordination.models import MailItem, Notice
from tests.mentors.pairing.test_races import together

ROUNDS = 4


@pytest.mark.django_db(transaction=True)
def test_two_runs_send_each_mail_once(cast):
    rosa = actions.change_mail(user=cast.rosa, mail_on=True)
    for number in range(1, ROUNDS + 1):
        MailItem.objects.create(user=rosa)

        sent = together(*[lambda: outbox.send_due(clock.now())[0]] * 2)

        assert sum(sent) == 1
        assert len(mail.outbox) == number
        outbox.looked(rosa)


@pytest.mark.django_db(transaction=True)
def test_told_twice_at_once_it_is_one_notice(cast):
    rows = Notice.objects.unscoped("test").filter(user=cast.rosa, kind="step_given")
    for _round in range(ROUNDS):
        rows.delete()
        told = {"user": cast.rosa, "kind": "step_given", "survivor": cast.cam}
        path = cast.cam.get_absolute_url()

        made = together(*[lambda told=told, path=path: actions.notify(path=path, **told).pk] * 2)

        assert made[0] == made[1]
        assert rows.count() == 1

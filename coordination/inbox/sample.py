"""The Inboxes of the sample agency: a year of notices, of which only the last are unread."""

from django.db.models import F

from coordination import clock
from coordination.inbox import actions
from coordination.inbox.models import Notice
from coordination.registry import sample

UNREAD_DAYS = 4


@sample.part(order=95)
def read_notices(agency):
    """People read what they were told; the last days are still new. After a month it is gone."""
    rows = Notice.objects.unscoped("the sample").unread()
    rows.filter(made_at__lt=clock.days_ago(UNREAD_DAYS)).update(seen_at=F("made_at"))
    actions.drop_old(clock.now())
    actions.change_mail(user=agency.person("manager@example.org"), mail_on=True)

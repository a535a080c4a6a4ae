"""The handoffs whose sheets are tested are made as those of the room next door."""

from tests.referrals.handoffs.conftest import group, move, plan, start  # noqa: F401

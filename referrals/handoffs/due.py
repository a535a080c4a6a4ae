"""Plans nobody went on with do not lie about."""

from coordination.registry import due
from referrals.handoffs import actions, plans  # noqa: F401  actions: what a stopped agreement pauses


@due.job
def drop_old_plans(now):
    plans.drop_old_plans(now)

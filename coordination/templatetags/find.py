"""What the dialog of Find holds before anything is typed."""

from django import template

from coordination.find import lists
from coordination.find.actions import RECENT

register = template.Library()


@register.simple_tag(takes_context=True)
def find_at_hand(context):
    """{% find_at_hand as parts %}: what to do and where to go."""
    return lists.at_hand(context["request"])


@register.simple_tag(takes_context=True)
def looked_up(context):
    """{% looked_up as some %}: whether this session has people to offer again."""
    return bool(context["request"].session.get(RECENT))

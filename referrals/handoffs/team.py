"""Who can look after a handoff: those who walk with the person."""

from coordination.access import READ_NOTES
from coordination.models import User


def team(survivor, *also):
    """
    The peers whose reason to read about her is their own, by name, and `also` (the owner, you).

    Rosa and Ana for Cam; never somebody on her deny list.
    """
    walking = User.objects.filter(
        is_active=True,
        survivorgrant__content_object=survivor,
        survivorgrant__permission__codename=READ_NOTES,
    )
    found = {user.pk: user for user in walking.exclude(denials__survivor=survivor)}
    found |= {user.pk: user for user in also}
    return sorted(found.values(), key=lambda user: (user.name, str(user.pk)))

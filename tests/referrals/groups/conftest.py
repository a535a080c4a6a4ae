"""Staff for the directory, which is about nobody: no survivor is needed."""

from datetime import time

import pytest

from coordination.models import Role
from referrals.groups.actions import load_support_models
from referrals.groups.models import Group, Meeting, SupportModel
from tests.factories.cast import make_user

STAFF = {
    "dana": Role.PROGRAM_MANAGER,
    "rosa": Role.PEER,
    "marcus": Role.SUPERVISOR,
    "priya": Role.PRIVACY_OFFICER,
    "admin": Role.ADMINISTRATOR,
}


@pytest.fixture
def staff(db):
    """Dana, Rosa, Marcus, Priya, the administrator, and root without a role."""
    load_support_models()
    found = {name: make_user(name, role) for name, role in STAFF.items()}
    return found | {"root": make_user("root", is_superuser=True)}


@pytest.fixture
def make(staff):
    """`make("Kettle", when=(2, 19), openness="open")`: a group with one meeting."""

    def made(name="Kettle", when=(2, 19), how="in_person", zone="America/New_York", **fields):
        model = SupportModel.plain.get(slug=fields.pop("model", "twelve-step"))
        group = Group.plain.create(name=name, support_model=model, **fields)
        day, hour = when or (None, None)
        Meeting.plain.create(
            group=group,
            weekday=day,
            start=None if hour is None else time(hour),
            zone=zone,
            attendance=how,
            place="Library",
            address="4 Elm St, Millbrook",
            link="" if how == "in_person" else "https://example.org/room",
            how_to_join="" if how == "in_person" else "Passcode 4711",
        )
        return group

    return made

"""Lines of supervision: Marcus supervises Rosa and Ana, Tess supervises Bea."""

import uuid

import pytest

from coordination.models import Role
from mentors.models import Kind, Peer
from mentors.peers.actions import add_peer, change_supervisor
from selfcare.checkins import actions
from tests.factories.cast import make_user

# Satisfaction 14, burnout 5, secondary stress 7: "a lot", "light", "some".
ANSWERS = {1: 5, 4: 5, 7: 4, 2: 1, 5: 4, 8: 2, 3: 3, 6: 2, 9: 2}
SCORES = ["14 of 15", "5 of 15", "7 of 15"]
BANDS = ["What the work gives: a lot", "How tiring it is: light", "What stays after work: some"]


@pytest.fixture
def team(cast):
    """The cast with its lines; adds what the cast does not bring."""
    for name, supervisor in (("rosa", "marcus"), ("ana", "marcus"), ("bea", "tess")):
        user = getattr(cast, name)
        if not Peer.plain.filter(user=user).exists():
            add_peer(
                user=user, kind=Kind.MENTOR, supervisor=getattr(cast, supervisor), by=cast.dana
            )
    return cast


@pytest.fixture
def peer_of():
    """The peer row of a user."""
    return lambda user: Peer.plain.get(user=user)


@pytest.fixture
def more_peers(team):
    """`more_peers(4)`: that many more peers under Marcus."""

    def make(count, supervisor=None):
        made = []
        for number in range(count):
            user = make_user(f"extra{Peer.plain.count()}x{number}", Role.PEER)
            add_peer(
                user=user,
                kind=Kind.MENTOR,
                supervisor=supervisor or team.marcus,
                by=team.dana,
            )
            made.append(user)
        return made

    return make


@pytest.fixture
def team_of(team, more_peers):
    """`team_of(7)`: the users of Marcus's team, seven of them."""

    def make(size):
        users = [peer.user for peer in Peer.plain.filter(supervisor=team.marcus)]
        assert len(users) <= size
        return users + more_peers(size - len(users))

    return make


@pytest.fixture
def finish():
    """`finish(rosa, level="bands")`: a finished check-in, shared at this level."""

    def make(user, level="nothing", answers=None):
        row = actions.check_in(by=user, answers=answers or ANSWERS, finished=True)
        actions.share(check_in=row, level=level, by=user)
        return row

    return make


@pytest.fixture
def moved(team):
    """`moved(rosa, tess)`: Rosa's supervisor is Tess from now on."""

    def move(user, supervisor):
        peer = Peer.plain.get(user=user)
        return change_supervisor(peer=peer, supervisor=supervisor, by=team.dana)

    return move


@pytest.fixture
def token():
    """A fresh form token."""
    return lambda: str(uuid.uuid4())

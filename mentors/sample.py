"""Our part of the sample agency: peers, wishes, pairings in every state, a year of contacts."""

from datetime import timedelta

from django.db import transaction

from coordination import clock
from coordination.models import Way
from coordination.registry import sample
from coordination.safe_contact.rule import rule_of
from coordination.survivors.actions import change_survivor
from mentors.contacts.actions import correct_contact, log_contact, mark_error
from mentors.models import Contact, GroupSession, Kind, Pairing
from mentors.pairing import actions as pairing_actions
from mentors.peers.actions import add_peer, change_limit, set_paused
from mentors.reveals import sample as reveals  # noqa: F401  registers itself
from mentors.sample_words import NOTES, PEERS, STEPS, WISHES, WORDS
from mentors.sessions.actions import hold_session
from mentors.wishes.actions import set_wishes

WAITING = range(50, 58)
OFFERED = [44, 45, 46, 47, 48, 58]
ENDED = [10, 16, 20, 23, 26, 30, 33, 36, 40, 43]
REMATCHED = {23, 36}
NEVER_ASKED = 9  # the last digit of those who want no peer
OWN = {  # who the sample sign-ins walk with
    "mentor@example.org": [0, 1, 2, 3, 5],
    "navigator@example.org": [0, 2, 4, 6, 7, 11],
}
LAST = {"mentor@example.org": [7, 2, 8, 14, 9], "navigator@example.org": [7, 3, 8, 1, 7, 4]}
AWAY = {8, 12, 24}  # longer since anybody reached them
PAUSED = {13, 31}


@sample.part(order=20)
def peers_and_pairings(agency):
    """One transaction: a year is written once to the disk."""
    with transaction.atomic():
        agency.manager = agency.person("manager@example.org")
        _peers(agency)
        _wishes(agency)
        _walking(agency)
        _asked_to_wait(agency)
        _hard_moment(agency)
        _sessions(agency)
        _ended(agency)
        _offers(agency)
        _waiting(agency)


def _peers(agency):
    agency.peers = {}
    for email, (kind, limit, supervisor, shares) in PEERS.items():
        user, supervisor = agency.person(email), agency.person(supervisor)
        with agency.at(360):
            peer = add_peer(
                user=user, kind=kind, supervisor=supervisor, shares=shares, by=agency.manager
            )
            agency.peers[email] = change_limit(peer=peer, limit=limit, by=user)


def _wishes(agency):
    choose = agency.chance.choice
    for number, survivor in enumerate(agency.survivors):
        if number % 8 == 5 or number % 10 == NEVER_ASKED:
            continue
        with clock.at(_came(agency, survivor)):
            words = choose(WORDS) if number % 3 == 0 else ""
            answers = WISHES[number % len(WISHES)]
            set_wishes(survivor=survivor, answers=answers, words=words, by=agency.manager)


def _came(agency, survivor):
    return agency.moment((agency.today - survivor.opened_on).days, 16)


def _start(agency, number, email, days_ago, **agreed):
    """Offer, the peer's yes two days later, her own yes on the day."""
    peer, survivor = agency.peers[email], agency.survivors[number]
    with agency.at(days_ago + 4):
        row = pairing_actions.offer(
            survivor=survivor, peer=peer, distance="near", by=agency.manager
        )
    with agency.at(days_ago + 2, 14):
        pairing_actions.answer_offer(pairing=row, willing=True, by=peer.user)
    if number % 3 == 0:
        with agency.at(days_ago + 1, 11):
            meeting = {"answer": "meet_first", "meeting_on": clock.today() + timedelta(days=1)}
            meeting |= {"meeting_where": "office", "meeting_with": "staff"}
            pairing_actions.record_answer(pairing=row, by=agency.manager, **meeting)
    with agency.at(days_ago, 15):
        return pairing_actions.record_answer(pairing=row, answer="yes", by=agency.manager, **agreed)


def _walking(agency):
    """Those who walk with somebody now, each with contacts up to these days."""
    for email, numbers in OWN.items():
        for number, last in zip(numbers, LAST[email], strict=True):
            row = _start(agency, number, email, _days(agency, number), **_agreed(number, agency))
            _contacts(agency, row, number, last)
    own = {number for numbers in OWN.values() for number in numbers}
    for number in range(44):
        if number in own or number in ENDED or number % 10 == NEVER_ASKED:
            continue
        _walk(agency, number)


def _walk(agency, number):
    email = _with_spot(agency, Kind.NAVIGATOR if number % 4 == 1 else Kind.MENTOR)
    row = _start(agency, number, email, _days(agency, number), **_agreed(number, agency))
    _contacts(agency, row, number, 20 if number in AWAY else 1 + number % 9)
    if number in PAUSED:
        with agency.at(1):
            pairing_actions.pause_pairing(pairing=row, by=row.peer.user)


def _days(agency, number):
    """How long they have walked: since a week or two after she came."""
    survivor = agency.survivors[number]
    return max(12, (agency.today - survivor.opened_on).days - 8 - number % 7)


def _agreed(number, agency):
    card = getattr(agency.survivors[number], "safe_contact", None)
    ways = [way for way in Way.values if card and way in card.ways]
    rhythm = ["weekly", "weekly", "weekly", "two_weeks", "month"][number % 5]
    return {"rhythm": rhythm, "way": ways[0] if ways else Way.CALL}


def _with_spot(agency, kind):
    """The peer of this kind with most free spots; the sample sign-ins keep theirs."""
    used = {}
    rows = Pairing.objects.unscoped("spots in the sample").walking()
    for peer in rows.values_list("peer", flat=True):
        used[peer] = used.get(peer, 0) + 1
    free = {
        email: peer.limit - used.get(peer.pk, 0)
        for email, peer in agency.peers.items()
        if peer.kind == kind and email not in OWN and email != "mara@example.org"
    }
    return max(free, key=free.get)


# Contacts ---------------------------------------------------------------------------------

EVERY = {"weekly": 7, "two_weeks": 14, "month": 30}


def _contacts(agency, row, number, last):
    """From the first day to `last` days ago, in the rhythm they agreed."""
    started = (agency.today - row.started_on).days
    days = list(range(last, max(last + 1, started), EVERY[row.rhythm]))
    rule = rule_of(agency.survivors[number])
    for place, days_ago in enumerate(reversed(days)):
        entry = _entry(agency, row, rule, newest=place == len(days) - 1)
        step = _step(agency, row, number) if days_ago == last else None
        late = agency.chance.random() < 0.04 and days_ago > 4
        moment = agency.moment(days_ago, 9 + place % 8, agency.chance.randrange(0, 60, 5))
        entry.happened_at = min(moment, agency.now)
        with agency.at(days_ago - 3 if late else days_ago, 18):
            entry.happened_at = min(entry.happened_at, clock.now())
            entry = log_contact(contact=entry, next_step=step)
        if place % 17 == 5:
            _correct(agency, entry, days_ago)


def _entry(agency, row, rule, newest=False):
    chance = agency.chance
    entry = Contact(pairing=row, survivor=row.survivor, author=row.peer.user)
    entry.mode = chance.choice(sorted(rule.yes)) if rule.yes else Way.CALL
    entry.against_rule = "" if rule.yes else Contact.AgainstRule.THEY_FIRST
    meets = entry.mode in (Way.IN_PERSON, Way.VIDEO)
    tries = ["did_not_come", "moved"] if meets else ["no_answer"] * 3 + ["asked_to_wait"]
    tries += ["left_message"] * 2 if rule.leaves_message and entry.mode == Way.CALL else []
    outcomes = ["talked"] * (8 if meets else 12) + tries
    entry.outcome = chance.choice(outcomes)
    if newest or not rule.yes:
        entry.outcome = "talked"
    if entry.outcome == "talked":
        entry.minutes = chance.choice([5, 15, 15, 30, 30, 45, 60])
        entry.kind = chance.choice([*["one_to_one"] * 9, "accompaniment", "collateral"])
        entry.topics = chance.sample(["listened", "housing", "health", "legal", "work", "fun"], 2)
        entry.note = chance.choice(NOTES) if chance.random() < 0.3 else ""
        _say_more(entry)
        if chance.random() < 0.05:
            entry.kind, entry.mode = Contact.Kind.GROUP, Way.IN_PERSON
    return entry


def _say_more(entry):
    """What some entries say besides: where, what for, with whom, and her own words."""
    kinds = {
        Contact.Kind.ACCOMPANIMENT: {"purpose": "going", "place": "service"},
        Contact.Kind.COLLATERAL: {"helper": "clinic"},
    }
    entry.details = kinds.get(entry.kind, {"purpose": "usual"} if entry.minutes > 30 else {})
    if entry.note and entry.minutes >= 45:
        entry.together, entry.reflection = True, "I liked saying it out loud."
        entry.wants, entry.told = "A walk first, then the forms.", {"went": "helped"}


def _asked_to_wait(agency):
    """She picked up, and asked for some days to herself."""
    row = _pairing_of(agency, "mentor@example.org", 1)
    rule = rule_of(row.survivor)
    entry = Contact(pairing=row, survivor=row.survivor, author=row.peer.user)
    entry.mode, entry.outcome = sorted(rule.yes)[0], Contact.Outcome.ASKED_TO_WAIT
    with agency.at(1, 17):
        entry.happened_at = clock.now()
        entry.wait_until = agency.today + timedelta(days=5)
        log_contact(contact=entry)


def _hard_moment(agency):
    """She called one evening; they stayed on the phone."""
    row = _pairing_of(agency, "navigator@example.org", 4)
    entry = Contact(pairing=row, survivor=row.survivor, author=row.peer.user, mode=Way.CALL)
    entry.kind, entry.outcome, entry.minutes = Contact.Kind.CRISIS, "talked", 45
    entry.against_rule, entry.topics = Contact.AgainstRule.THEY_FIRST, ["listened"]
    with agency.at(1, 20):
        entry.happened_at = clock.now()
        log_contact(contact=entry)


def _pairing_of(agency, email, number):
    rows = Pairing.objects.unscoped("the sample").walking().of(agency.person(email))
    return rows.select_related("survivor__safe_contact", "peer__user").get(
        survivor=agency.survivors[number]
    )


def _sessions(agency):
    """Rosa holds a table each week; some of her own people come."""
    rosa = agency.person("mentor@example.org")
    people = [agency.survivors[number] for number in OWN["mentor@example.org"]]
    for days_ago, came, own in [(23, 7, people[:1]), (16, 9, people[:2]), (9, 14, people[2:3])]:
        row = GroupSession(owner=rosa.pk, title="Tuesday table", minutes=90, came=came)
        row.topics, row.follow_up = ["listened", "fun"], "Bring more chairs."
        with agency.at(days_ago, 19):
            row.happened_at = clock.now()
            hold_session(session=row, people=own, by=rosa)


def _step(agency, row, number):
    """The sample sign-ins have something to finish: due today, yesterday, in some days."""
    if row.peer.user.email not in OWN:
        return None
    due = agency.today + timedelta(days=[0, 3, -1, 5][number % 4])
    return {"what": agency.chance.choice(STEPS), "due_on": due, "who": row.peer.user}


def _correct(agency, entry, days_ago):
    by = entry.author
    minutes = 45 if entry.outcome == "talked" else None
    if days_ago > 2 and agency.chance.random() < 0.9:
        with agency.at(days_ago - 2, 9):
            changes = {"minutes": minutes, "safety_changed": True}
            correct_contact(contact=entry, changes=changes, reason="I had the time wrong.", by=by)
    elif days_ago > 1:
        with agency.at(days_ago - 1, 9):
            mark_error(contact=entry, reason="I wrote this twice.", by=by)


# Endings, offers, those who wait ------------------------------------------------------------


def _ended(agency):
    choices, nexts = ["theirs", "both", "peer", "program"], ["nothing", "nothing", "wait"]
    for place, number in enumerate(ENDED):
        started = _days(agency, number)
        email = _with_spot(agency, Kind.MENTOR if place % 3 else Kind.NAVIGATOR)
        row = _start(agency, number, email, started, **_agreed(number, agency))
        ended = max(10, started // 3)
        _contacts(agency, row, number, ended + 3)
        next_ = "ideas" if number in REMATCHED else nexts[place % 3]
        with agency.at(ended):
            by = agency.manager if place % 2 else row.peer.user
            pairing_actions.end_pairing(
                pairing=row, whose_choice=choices[place % 4], what_next=next_, by=by
            )
        if number in REMATCHED:
            _rematch(agency, number, row, ended)


def _rematch(agency, number, before, ended):
    """Another peer, without blame; what was written before stays closed unless she says yes."""
    others = [p for p in agency.peers.values() if p.kind == before.kind and p.pk != before.peer_id]
    free = _with_spot(agency, before.kind)
    email = free if agency.peers[free] in others else others[-1].user.email
    agreed = _agreed(number, agency) | {"shares_past_notes": number == min(REMATCHED)}
    row = _start(agency, number, email, max(6, ended - 9), **agreed)
    _contacts(agency, row, number, 2)


def _offers(agency):
    """An offer in each step: waiting for the peer, for her, a meeting set, and three that ended."""
    rosa, june = agency.peers["mentor@example.org"], agency.peers["june@example.org"]
    mara, noor = agency.peers["mara@example.org"], agency.peers["noor@example.org"]
    _offer(agency, 44, rosa, 1)
    _offer(agency, 44, mara, 1)
    _offer(agency, 45, agency.peers["navigator@example.org"], 2)
    _offer(agency, 46, mara, 5, True)
    for number, peer, in_days in [(47, mara, 2), (48, noor, -1)]:
        row = _offer(agency, number, peer, 8, True)
        with agency.at(4):
            day = clock.today() + timedelta(days=4 + in_days)
            meeting = {"answer": "meet_first", "meeting_on": day, "meeting_where": "public"}
            pairing_actions.record_answer(pairing=row, by=agency.manager, **meeting)
    _offer(agency, 58, june, 12, False)
    row = _offer(agency, 58, mara, 9, True)
    with agency.at(6):
        pairing_actions.record_answer(pairing=row, answer="not_this_one", by=agency.manager)
    row = _offer(agency, 58, noor, 4)
    with agency.at(2):
        pairing_actions.withdraw_offer(pairing=row, by=agency.manager)
    _offer(agency, 58, noor, 1, True)


def _offer(agency, number, peer, days_ago, willing=None):
    survivor = agency.survivors[number]
    with agency.at(days_ago):
        row = pairing_actions.offer(
            survivor=survivor, peer=peer, distance="middle", by=agency.manager
        )
    if willing is not None:
        with agency.at(max(0, days_ago - 1)):
            row = pairing_actions.answer_offer(pairing=row, willing=willing, by=peer.user)
    return row


def _waiting(agency):
    """They settled in first and asked for a peer these days; one peer takes nobody new now."""
    for number in WAITING:
        with agency.at(11 - (number - WAITING[0]), 12):
            changes = {"asked_on": clock.today()}
            survivor = agency.survivors[number]
            change_survivor(survivor=survivor, changes=changes, by=agency.manager)
    wren = agency.peers["wren@example.org"]
    with agency.at(20):
        set_paused(peer=wren, paused=True, by=wren.user)

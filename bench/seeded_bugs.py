"""
Break one line at a time and run the tests. A bug that lives is a missing test (safety.md G2).

    .venv/bin/python bench/seeded_bugs.py            all of them
    .venv/bin/python bench/seeded_bugs.py --named    only against the tests named with each
    .venv/bin/python bench/seeded_bugs.py wall deny  those whose name holds one of these words

Each bug first meets the tests named with it, then, if it still lives, all tests but the browser's.
Two run at a time. Ends with 1 when a bug lives, no longer fits the code, or the tests fail without
any bug.
"""

import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORE = "tests/coordination/test_access.py"
MATRIX = "tests/safety/test_matrix.py"
PAIRING = "tests/mentors/pairing"
DRAFTS = "tests/coordination/drafts"
FIND = "tests/coordination/find"
SAFE = "tests/coordination/safe_contact"
FLAGS = "tests/coordination/flags"
CONTACTS = "tests/mentors/contacts"
SESSIONS = "tests/mentors/sessions"
CONSENT = "tests/referrals/consent"
GATE = "tests/referrals/disclosure"
HANDOFFS = "tests/referrals/handoffs"
INSTRUMENTS = "tests/coordination/instruments"
WALL = "tests/selfcare"
PEOPLE = "tests/coordination/survivors"
EPISODES = "tests/coordination/episodes"
REPORTS = "tests/coordination/report_questions"
OUTCOMES = "tests/coordination/outcomes"
INBOX = "tests/coordination/inbox"
GOALS = "tests/coordination/goals"
TODAY = "tests/mentors/today"
HOUSE = "tests/test_architecture.py tests/test_registries.py"
LOGIN = "django.contrib.auth.middleware.LoginRequiredMiddleware"
HISTORY = "simple_history.middleware.HistoryRequestMiddleware"

# name, file, line as it is, line as a tired person might leave it, tests expected to notice
BUGS = [
    # coordination/access.py
    ("visible_to forgets who is deactivated", "coordination/access.py",
     "        if not user.is_active:\n            return self.none()\n        rows = self.filter(\n",
     "        rows = self.filter(\n", CORE),
    ("visible_to forgets the deny list", "coordination/access.py",
     "return rows.exclude(\n            pk__in=Denial", "return rows.exclude(\n            pk=None,\n            pk__in=Denial", CORE),
    ("the deny list of one user closes to all", "coordination/access.py",
     'Denial.objects.unscoped("the deny list").filter(user=user)', 'Denial.objects.unscoped("the deny list").all()', CORE),
    ("grants of every user count", "coordination/access.py",
     "return self.filter(user=user, permission__codename=permission)", "return self.filter(permission__codename=permission)", CORE),
    ("one permission is as good as another", "coordination/access.py",
     "return self.filter(user=user, permission__codename=permission)", "return self.filter(user=user)", CORE),
    ("a time limit that never passes", "coordination/access.py",
     "Q(expires_at=None) | Q(expires_at__gt=clock.now())", "Q(expires_at=None) | Q(expires_at__isnull=False)", CORE),
    ("a time limit one moment too long", "coordination/access.py",
     "Q(expires_at__gt=clock.now())", "Q(expires_at__gte=clock.now())", CORE),
    ("the manager reads notes too", "coordination/access.py",
     'if permission == VIEW and may(user, "coordination.view_every_survivor")', 'if may(user, "coordination.view_every_survivor")', CORE),
    ("Django's permissions are asked", "coordination/access.py",
     'and may(user, "coordination.view_every_survivor")', 'and user.has_perm("coordination.view_survivor")', CORE),
    ("refresh never closes", "coordination/access.py",
     "        held[key].delete()\n", "        pass\n", CORE),
    ("refresh never moves a limit", "coordination/access.py",
     "if grant._state.adding or grant.expires_at != expires_at:", "if grant._state.adding:", CORE),
    ("the earlier of two ends wins", "coordination/access.py",
     "wanted[key] = max(wanted[key], row.expires_at)", "wanted[key] = min(wanted[key], row.expires_at)", CORE),
    ("the last reason wins", "coordination/access.py",
     "wanted[key] = None if key in wanted else row.expires_at", "wanted[key] = row.expires_at", CORE),
    ("check_access looks one way only", "coordination/access.py",
     "for key in sorted(held.keys() | wanted.keys(), key=str):", "for key in sorted(held.keys(), key=str):", CORE),
    ("access keeps no history", "coordination/access.py",
     "    expires_at = models.DateTimeField(null=True, blank=True)\n\n    objects = SurvivorGrantManager()\n    history = HistoricalRecords()\n",
     "    expires_at = models.DateTimeField(null=True, blank=True)\n\n    objects = SurvivorGrantManager()\n", CORE),
    ("a role is not asked", "coordination/access.py",
     "            if not may(request.user, permission):\n                raise PermissionDenied\n            return view",
     "            return view", CORE),
    ("fetch takes any row", "coordination/access.py",
     "return rows.visible_to(request.user, **extra)", 'return rows.unscoped("quick")', CORE),
    ("everybody is opened, not the rows", "coordination/access.py",
     "        vault.allow({row.person_id() for row in rows}, kind)", "        vault.allow(set(_survivor().plain.values_list('pk', flat=True)), kind)", CORE),
    ("a reveal asks no role", "coordination/access.py",
     '    if not may(request.user, "coordination.reveal_identity"):\n        raise PermissionDenied\n', "", CORE),
    # coordination: scopes, seals, gate, roles, settings
    ("counting needs no scope", "coordination/scoping.py",
     "    def count(self):\n        self._check()\n", "    def count(self):\n", "tests/coordination/test_scoping.py"),
    ("any kind opens with facts", "coordination/vault.py",
     "(owner, kind) in current.allowed)", "owner in {one for one, _kind in current.allowed})", "tests/coordination/test_vault.py"),
    ("a seal is not bound to its column", "coordination/sealed.py",
     "{self._home._meta.db_table}|{self.column}|", "{self._home._meta.db_table}|", "tests/coordination/test_vault.py"),
    ("a page is released without its audit", "coordination/middleware.py",
     "            record_reads(request, ring.opened)\n", "", "tests/coordination/test_audit.py"),
    ("forgetting a decision is silent", "coordination/middleware.py",
     "if not request.gate.decided and needs_decision(request, response):", "if False:", "tests/coordination/test_middleware.py"),
    ("signing in is not required", "coordination/settings.py", f'    "{LOGIN}",\n', "", MATRIX),
    ("history does not know who", "coordination/settings.py", f'    "{HISTORY}",\n', "", "tests/coordination/test_settings.py"),
    ("a locked session goes on", "coordination/settings.py",
     '    "coordination.users.lock.LockMiddleware",\n', "", "tests/coordination/users/test_lock.py"),
    ("a day has no end", "coordination/users/lock.py",
     "if now - began >= settings.SESSION_COOKIE_AGE:", "if False:", "tests/coordination/users/test_lock.py"),
    ("any password unlocks", "coordination/users/forms.py",
     "password=password) != user:", "password=password) is False:", "tests/coordination/users/test_lock.py"),
    ("a deactivated account says so", "coordination/users/adapter.py",
     "        if user and not user.is_active:\n", "        if False:\n", "tests/coordination/users/test_signin.py"),
    ("guessing has no limit per account", "coordination/settings.py",
     '"5/m/key,20/d/key,30/h/ip"', '"30/h/ip"', "tests/coordination/users/test_signin.py"),
    ("the supervisor sees every survivor", "coordination/roles.py",
     "    Role.SUPERVISOR: EVERYBODY\n    | DIRECTORY\n    | {\n", '    Role.SUPERVISOR: EVERYBODY\n    | DIRECTORY\n    | {\n        "coordination.view_every_survivor",\n', CORE),
    ("the administrator opens people", "coordination/roles.py",
     "Role.ADMINISTRATOR: EVERYBODY\n    | DIRECTORY\n", 'Role.ADMINISTRATOR: EVERYBODY\n    | DIRECTORY\n    | {"coordination.view_people"}\n', HOUSE),
    ("may is true for a superuser", "coordination/roles.py",
     "    return any(permission in MAY[role] for role in user.roles)", "    return user.is_superuser or any(permission in MAY[role] for role in user.roles)", CORE),
    ("coordination knows mentors", "coordination/survivors/lists.py",
     "from coordination", "import mentors.models  # noqa: F401, I001\nfrom coordination", HOUSE),
    # drafts and find
    ("a draft shown to another user", "coordination/drafts/models.py",
     "return self.filter(user=user).filter(", "return self.filter(", DRAFTS),
    ("a draft of somebody no longer open", "coordination/drafts/models.py",
     ".filter(Q(survivor=None) | Q(survivor__in=people))", "", DRAFTS),
    ("a draft outlives its saving", "coordination/drafts/middleware.py",
     "                actions.drop(request)\n", "                pass\n", DRAFTS),
    ("a draft of a page that is not theirs", "coordination/drafts/actions.py",
     '        raise NotKept("not theirs")\n', "        return None\n", DRAFTS),
    ("a draft lies under its author's key", "coordination/drafts/actions.py",
     "draft.owner = draft.survivor_id or user.pk", "draft.owner = user.pk", DRAFTS),
    ("passwords are kept", "coordination/drafts/actions.py",
     "name not in NEVER and not any(word in name.lower() for word in SECRET)", "name not in NEVER", DRAFTS),
    ("drafts stay for good", "coordination/drafts/actions.py",
     "filter(kept_at__lte=_oldest(now)).delete()", "filter(kept_at=None).delete()", DRAFTS),
    ("a saved form is kept by a late script", "coordination/drafts/actions.py",
     "if sent_before(request) or not values:", "if not values:", DRAFTS),
    ("find compares people one may not see", "coordination/access.py",
     "rows, field = _visible(request, source, VIEW), source", 'rows, field = source.unscoped("quick"), source', FIND),
    ("find shows finished people", "coordination/survivors/names.py",
     "people = Survivor.objects.open().standing()", "people = Survivor.objects.standing()", FIND),
    ("a code finds anybody", "coordination/survivors/names.py",
     "rows = people.filter(code__startswith=code).visible_to(request.user)", 'rows = people.filter(code__startswith=code).unscoped("quick")', FIND),
    ("the audit misses whom a page showed", "coordination/vault.py",
     "    current.opened.setdefault(owner, set()).add(kind)\n", "", FIND),
    ("the audit names everybody compared", "coordination/vault.py",
     "        data = cipher.decrypt(blob[1:13]", "        _ring.get().opened[uuid.UUID(key)] = {kind}\n        data = cipher.decrypt(blob[1:13]", FIND),
    ("a search through legal names", "coordination/vault.py",
     "if _ring.get() is None or kind != FACTS:", "if _ring.get() is None:", FIND),
    ("a draft undoes what was written since", "coordination/forms.py",
     "    kept_in_draft = True\n", "    kept_in_draft = False\n", "tests/coordination/drafts"),
    ("a half-written note outlives her key", "mentors/erasure.py",
     'pages.about("entries", models.Contact)\n', "", "tests/coordination/drafts"),
    ("what one looked for is kept", "coordination/find/views.py",
     "find.keeps_no_draft = True", "find.keeps_no_draft = False", FIND),
    ("names stand among those looked up before", "coordination/find/lists.py",
     "_person(one, _initials(one.name))", "_person(one, one.name)", FIND),
    # mentors: reasons, pairing, contacts
    ("a pairing that ended still opens", "mentors/reasons.py",
     'unscoped("a reason to see").walking()', 'unscoped("a reason to see").all()', CORE),
    ("the supervision line reads notes", "mentors/reasons.py",
     "yield Row(pairing.survivor_id, pairing.peer.supervisor_id, VIEW)", "yield Row(pairing.survivor_id, pairing.peer.supervisor_id, VIEW)\n        yield Row(pairing.survivor_id, pairing.peer.supervisor_id, READ_NOTES)", CORE),
    ("an end closes nothing", "mentors/pairing/actions.py",
     "    access.refresh(pairing.survivor)\n    telling.ended", "    telling.ended", CORE),
    ("a yes opens nothing", "mentors/pairing/actions.py",
     "    access.refresh(pairing.survivor)\n    telling.person_answered", "    telling.person_answered", CORE),
    ("an offer ignores the deny list", "mentors/pairing/actions.py",
     "    rules.refuse_unfit(survivor, peer)\n    rules.refuse_taken(survivor, peer.kind)\n", "    rules.refuse_taken(survivor, peer.kind)\n", PAIRING),
    ("one person more than the limit", "mentors/pairing/rules.py",
     "if len(used) >= peer.limit:", "if len(used) > peer.limit:", PAIRING),
    ("two mentors at once", "mentors/pairing/rules.py",
     "if pairings().walking().filter(survivor=survivor, kind=kind).exists():", "if False:", PAIRING),
    ("ended twice", "mentors/pairing/rules.py",
     "    if pairing.status == Pairing.Status.ENDED:\n", "    if False:\n", PAIRING),
    ("a pairing is not fetched again", "mentors/pairing/rules.py",
     "    pairing = Pairing.objects.lock(pairing.pk)\n", "", PAIRING),
    ("paired before the peer said yes", "mentors/pairing/actions.py",
     "    if pairing.peer_answer != Pairing.PeerAnswer.YES:\n", "    if False:\n", PAIRING),
    ("anybody answers an offer", "mentors/pairing/actions.py",
     "    if pairing.peer.user_id != by.pk:\n", "    if False:\n", PAIRING),
    ("a new supervisor sees nothing", "mentors/peers/actions.py",
     "    access.refresh(*survivors)\n", "", CORE),
    ("the sheet of an offer stays", "mentors/pairing/actions.py",
     "    _move(pairing, status, by)\n    _empty_sheet(pairing)\n", "    _move(pairing, status, by)\n", PAIRING),
    ("every peer reads every offer", "mentors/pairing/models.py",
     "return self.waiting().filter(pairing__peer__user=user)", "return self.waiting()", MATRIX),
    ("notes from before one's own time", "mentors/contacts/models.py",
     "return rows.filter(Q(author=user) | ~Exists(before))", "return rows", MATRIX),
    ("a note without the right to read it", "mentors/contacts/views.py",
     "    readable = bool(listing(request, mine, permission=READ_NOTES))\n", "    readable = True\n", MATRIX),
    ("anybody corrects an entry", "mentors/contacts/actions.py",
     "    if held.author_id != by.pk:\n", "    if False:\n", CONTACTS),
    ("the contact rule is not asked", "mentors/contacts/actions.py",
     "    if not rule.allows(contact.mode) and not contact.against_rule:\n", "    if False:\n", CONTACTS),
    ("asked to wait, and reached out to anyway", "mentors/contacts/actions.py",
     "    if wait and not contact.against_rule:\n", "    if False:\n", CONTACTS),
    ("a day that asks for a contact before she is ready", "mentors/contacts/lists.py",
     "        if self.wait_until:\n            return False\n", "", CONTACTS),
    ("a wait that never ends", "mentors/contacts/models.py",
     "return rows.filter(~Exists(later), wait_until__gt=day or clock.today())", "return rows.filter(~Exists(later))", CONTACTS),
    ("a wait that a talk does not end", "mentors/contacts/models.py",
     "return rows.filter(~Exists(later), wait_until", "return rows.filter(wait_until", CONTACTS),
    ("the question about a word asked twice", "mentors/contacts/views.py",
     ' and not changes["told"].get("asked")', "", CONTACTS),
    ("a correction forgets that it was asked", "mentors/contacts/correction_forms.py",
     'facts["told"] = asked | facts["told"]', 'facts["told"] = facts["told"]', CONTACTS),
    ("keep changes the note", "mentors/contacts/views.py",
     '    if request.POST.get("keep"):\n        return _from_words(request, row)\n', "", CONTACTS),
    ("how it was for her, told to managers", "mentors/contacts/views.py",
     '"went": words.went(row) if readable else ""', '"went": words.went(row)', f"{MATRIX} {CONTACTS}"),
    ("undo for ever", "mentors/contacts/actions.py",
     "    if not contact.is_undoable and not contact.in_error:\n", "    if False:\n", CONTACTS),
    ("undo leaves the promise", "mentors/contacts/actions.py",
     "        drop_step(step=held.step, by=by)\n", "        pass\n", CONTACTS),
    ("a page only looked at leaves a draft", "mentors/contacts/views.py",
     "    if form.is_begun:\n", "    if True:\n", CONTACTS),
    ("after a very hard moment nobody to reach", "selfcare/cards.py",
     "kind=Contact.Kind.CRISIS, written_at__gte=since", "kind=Contact.Kind.GROUP, written_at__gte=since", CONTACTS),
    ("a session writes about somebody else's person", "mentors/sessions/actions.py",
     "    if {pairing.survivor_id for pairing in pairings} != {person.pk for person in people}:\n", "    if False:\n", SESSIONS),
    ("a session of everybody", "mentors/sessions/models.py",
     "rows = self.filter(peer__in=Peer.objects.visible_to(user))", "rows = self.all()", f"{SESSIONS} {MATRIX}"),
    ("a session taken out leaves its contacts", "mentors/sessions/actions.py",
     "    for row in contacts:\n        mark_error(contact=row, reason=reason, by=by)\n", "", SESSIONS),
    ("a correction drops whom one no longer walks with", "mentors/sessions/actions.py",
     "if row.survivor_id in walking - pairings.keys()]", "if row.survivor_id not in pairings]", SESSIONS),
    ("fewer came than were named", "mentors/sessions/actions.py",
     "    if session.came < own:\n", "    if False:\n", SESSIONS),
    ("contacts of everybody", "mentors/contacts/models.py",
     "rows = self.filter(survivor__in=Survivor.objects.visible_to(user, permission))", "rows = self.all()", MATRIX),
    ("any role offers a peer", "mentors/pairing/views.py",
     '@allowed("mentors.add_pairing")\ndef offer(', "def offer(", MATRIX),
    ("withdrawing by a link", "mentors/pairing/views.py",
     '@require_POST\n@allowed("mentors.add_pairing")\ndef withdraw_offer', '@allowed("mentors.add_pairing")\ndef withdraw_offer', MATRIX),
    # referrals: consent, disclosure, handoffs
    ("an agreement past its last day", "referrals/consent/models.py",
     "expires_on__gte=clock.today(),\n        )\n\n    def ending_soon", "signed_at__isnull=False,\n        )\n\n    def ending_soon", CONSENT),
    ("an agreement one day short", "referrals/consent/models.py",
     "expires_on__gte=clock.today(),\n        )\n\n    def ending_soon", "expires_on__gt=clock.today(),\n        )\n\n    def ending_soon", CONSENT),
    ("a stopped agreement holds", "referrals/consent/models.py",
     "            status=Consent.Status.SIGNED,\n            signed_at__lte", "            status__in=[Consent.Status.SIGNED, Consent.Status.STOPPED],\n            signed_at__lte", CONSENT),
    ("agreements of everybody", "referrals/consent/models.py",
     '        """Agreements of the people whose record is open to this user."""\n        return self.filter(survivor__in=Survivor.objects.visible_to(user, permission))',
     '        """Agreements of the people whose record is open to this user."""\n        return self.all()', MATRIX),
    ("signed without a name", "referrals/consent/actions.py", "    if not name:\n", "    if False:\n", CONSENT),
    ("a token answers twice", "referrals/consent/actions.py",
     "if held.used_at is not None or held.expires_at <= clock.now():", "if held.expires_at <= clock.now():", CONSENT),
    ("a screen without an end", "referrals/consent/hand_over.py",
     "if screen is None or screen.expires_at <= clock.now():", "if screen is None:", CONSENT),
    ("the staff session stays open", "referrals/consent/screens.py",
     "    lock_session(request)\n", "", "tests/safety/test_hand_over.py"),
    ("stopping cancels nothing", "referrals/disclosure/outbox.py", "@on_stop\n", "", GATE),
    ("another person's agreement", "referrals/disclosure/gate.py",
     "    if basis.survivor_id != survivor.pk:\n", "    if False:\n", GATE),
    ("another recipient", "referrals/disclosure/gate.py",
     "or recipient.pk != basis.partner_id:", "or False:", GATE),
    ("another purpose", "referrals/disclosure/gate.py",
     'if " ".join(purpose.split()) != " ".join(basis.purpose.split()):', "if False:", GATE),
    ("one thing more than agreed", "referrals/disclosure/gate.py",
     "outside = [key for key in items if key not in agreement.items or key not in known]", "outside = [key for key in items if key not in known]", GATE),
    ("no question at the door", "referrals/disclosure/gate.py",
     "    if item.consent_id:\n        _lock(item.consent, by)\n    elif not", "    if not item.consent_id and not", GATE),
    ("an agreement that is not live", "referrals/disclosure/gate.py",
     "held = seen.live().select_for_update", "held = seen.select_for_update", GATE),
    ("a handoff without an agreement", "referrals/handoffs/actions.py",
     "    if agreement is None:\n        raise no_live_agreement(handoff)\n", "", HANDOFFS),
    ("handoffs of everybody", "referrals/handoffs/models.py",
     "        return self.filter(survivor__in=Survivor.objects.visible_to(user, permission))\n\n    def open(self)", "        return self.all()\n\n    def open(self)", MATRIX),
    ("started twice", "referrals/handoffs/actions.py",
     "    if handoff.state != State.DRAFT:\n        return handoff\n    _refuse_unready", "    _refuse_unready", HANDOFFS),
    ("held groups are shown", "referrals/groups/models.py",
     'return self.filter(confidential=False, held_for="")', "return self.filter(confidential=False)", MATRIX),
    # selfcare: the wall
    ("any supervisor reads what is shared", "selfcare/wall.py",
     'Q(subject__in=line_of(user).values("user"))', "Q(subject__isnull=False)", WALL),
    ("the line of yesterday", "selfcare/wall.py",
     "return peers.filter(supervisor=user, user__is_active=True).exclude(user=user)", "return peers.filter(user__is_active=True).exclude(user=user)", WALL),
    ("the role has gone, the line stays", "selfcare/wall.py",
     '    if not may(user, "selfcare.view_team"):\n        return peers.none()\n', "", WALL),
    ("check-ins of others", "selfcare/wall.py",
     "return self.filter(subject=user) if user.is_active else self.none()", "return self.all()", WALL),
    ("sharing opens the answers", "selfcare/wall.py",
     "_open(request, {row.subject_id for row in rows}, vault.SHARED)", "_open(request, {row.subject_id for row in rows}, vault.SHARED, vault.WELLBEING)", WALL),
    ("four are enough", "selfcare/wall.py", "ENOUGH = 5", "ENOUGH = 4", WALL),
    ("a team of five is told", "selfcare/wall.py", "and of > ENOUGH", "and of >= ENOUGH", WALL),
    ("nothing is shared, the row stays", "selfcare/checkins/actions.py",
     "        shared.delete()\n        return check_in\n", "        return check_in\n", WALL),
    ("bands come with scores", "selfcare/wall.py",
     'Level.BANDS: ("band",)', 'Level.BANDS: ("band", "value", "lowest", "highest")', WALL),
    ("somebody else shares it", "selfcare/checkins/actions.py",
     "    if check_in.subject_id != by.pk:\n", "    if False:\n", WALL),
    # coordination/outcomes
    ("item 9 is ignored when the total is low", "coordination/outcomes/actions.py",
     "    if not flagged:\n        row.safety = {}", "    if not flagged or sum(row.numbers().values()) < 10:\n        row.safety = {}", OUTCOMES),
    ("the result is seen before the safety page", "coordination/outcomes/models.py",
     'return self.is_flagged and not self.safety.get("read")', "return False", OUTCOMES),
    ("looking at the safety page is enough", "coordination/outcomes/models.py",
     'not self.safety.get("read")', 'not self.safety.get("opened")', OUTCOMES),
    ("a blank ninth is never asked again", "coordination/outcomes/sittings.py",
     'if form.then != FINISH or self.request.POST.get("asked_again"):', "if True:", OUTCOMES),
    ("a second blank is not accepted", "coordination/outcomes/sittings.py",
     'if form.then != FINISH or self.request.POST.get("asked_again"):', "if form.then != FINISH:", OUTCOMES),
    ("nobody is told that a word is wanted", "coordination/outcomes/actions.py",
     "        if supervisor is not None:\n", "        if supervisor is None:\n", OUTCOMES),
    ("a manager sees a band", "coordination/outcomes/lists.py",
     'if not may(request.user, "coordination.record_outcome"):\n        return False\n    if hasattr(person, "readable"):  # her own page asked already\n        return person.readable\n    return bool(listing(request, Survivor.objects.filter(pk=person.pk), permission=READ_NOTES))',
     "return True", f"{OUTCOMES} {MATRIX}"),
    ("answers are read with the right to see facts", "coordination/outcomes/views.py",
     "return fetch(request, _rows(ref), permission=READ_NOTES, ref=outcome)", "return fetch(request, _rows(ref), ref=outcome)", f"{OUTCOMES} {MATRIX}"),
    ("a new peer reads answers from before", "coordination/outcomes/models.py",
     'for before in past.closed_to(user, "asked_on"):', "for before in []:", OUTCOMES),
    ("what somebody else began is open", "coordination/outcomes/models.py",
     "rows.filter(Q(in_error=False, finished_at__isnull=False) | Q(asked_by=user))", "rows.filter(Q(in_error=False) | Q(asked_by=user))", OUTCOMES),
    ("what was not asked is kept as 0", "coordination/outcomes/actions.py",
     "            merged.pop(key, None)\n", "            merged[key] = 0\n", OUTCOMES),
    ("rather not say counts as 0", "coordination/outcomes/models.py",
     "return {int(key): value for key, value in self.answers.items() if value != RATHER_NOT}",
     "return {int(key): 0 if value == RATHER_NOT else value for key, value in self.answers.items()}", OUTCOMES),
    ("a total on paper is not compared", "coordination/outcomes/reading.py",
     "    if len(found) < len(wanted):\n", "    if found:\n", OUTCOMES),
    ("better and harder are turned round", "coordination/outcomes/progress.py",
     "good = way == (1 if tone == UP else -1)", "good = way == (-1 if tone == UP else 1)", OUTCOMES),
    ("a window closes a day early", "coordination/outcomes/reminders.py",
     "return self.opens <= day <= self.closes", "return self.opens <= day < self.closes", OUTCOMES),
    ("a pause still reminds", "coordination/outcomes/reminders.py",
     'if status != "open" or not wanted or started_on is None:', "if not wanted or started_on is None:", OUTCOMES),
    ("whoever wants no questions is asked", "coordination/outcomes/actions.py",
     "    if off.exists():\n", "    if False:\n", OUTCOMES),
    ("anybody corrects a set of answers", "coordination/outcomes/actions.py",
     "    if row.asked_by_id != by.pk:\n", "    if False:\n", OUTCOMES),
    # coordination/inbox, coordination/goals, mentors/today
    ("a notice outlives the access", "coordination/inbox/models.py",
     "            Q(survivor=None) | Q(survivor__in=seen)\n", "            Q(user=user)\n", INBOX),
    ("a notice asks no role", "coordination/inbox/models.py",
     "if may(user, kind.permission)]", "if kind.permission]", INBOX),
    ("everybody's notices", "coordination/inbox/models.py",
     "return self.filter(user=user, kind__in=kinds)", "return self.filter(kind__in=kinds)", INBOX),
    ("two runs send two mails", "coordination/inbox/outbox.py",
     ".update(claimed_at=now) == 1", ".update(claimed_at=now) >= 0", INBOX),
    ("a mail that may have gone is sent again", "coordination/inbox/models.py",
     "            claimed_at=None,\n", "", INBOX),
    ("mail to somebody who left", "coordination/inbox/models.py",
     "            user__is_active=True,\n", "", INBOX),
    ("mail without a look in between", "coordination/inbox/outbox.py",
     "_items().get_or_create(user=user, looked_at=None,", "_items().get_or_create(user=user, looked_at=None, sent_at=None,", INBOX),
    ("mail again within the hour", "coordination/inbox/outbox.py",
     "due_at = max(now, last.sent_at + APART) if last else now", "due_at = now", INBOX),
    ("a refused mail is lost", "coordination/inbox/outbox.py",
     "        item.claimed_at = None\n", "", INBOX),
    ("the mail says how much is new", "coordination/mail.py",
     '_("You have something new. Sign in to see it.")', '_("You have 3 new items. Sign in to see them.")', INBOX),
    ("a failing job stops the others", "coordination/management/commands/run_due.py",
     "                failed.append(job.__name__)\n", "                failed.append(job.__name__)\n                break\n", INBOX),
    ("letting go counts as failing", "coordination/goals/lists.py",
     '.get(self.goal.progress, "plain")', '.get(self.goal.progress, "due")', GOALS),
    ("a stale tab overwrites a goal", "coordination/goals/actions.py",
     "    if held.version != version:\n", "    if version is None:\n", GOALS),
    ("a paused record reminds", "coordination/goals/models.py",
     "return self.open().filter(survivor__status=Survivor.Status.OPEN)", "return self.open()", GOALS),
    ("a dropped step stays on the list", "coordination/goals/models.py",
     "self.filter(done_on=None, dropped_on=None)", "self.filter(done_on=None)", GOALS),
    ("a step goes to somebody who does not see her", "coordination/goals/owners.py",
     "return may(user, DOES_STEPS) and seen.exists()", "return may(user, DOES_STEPS)", GOALS),
    ("nobody misses a step without an owner", "coordination/goals/owners.py",
     "sees = (Exists(grants) | Exists(managers)) & ~Exists(denied)", "sees = ~Exists(denied)", GOALS),
    ("a day off is told each time", "mentors/today/actions.py",
     "    if new:\n        _tell(", "    if row:\n        _tell(", TODAY),
    ("a day off lasts", "mentors/today/models.py",
     "return self.filter(day=clock.today())", "return self.all()", TODAY),
    ("silence goes on while her record rests", "mentors/contacts/silent.py",
     "survivor__status=Survivor.Status.OPEN, peer__user__is_active=True", "peer__user__is_active=True", TODAY),
    # coordination/instruments
    ("a blank answer counts as nothing", "coordination/instruments/scoring.py",
     "needed = len(scale.items) if scale.fewest is None else scale.fewest",
     "needed = 1 if scale.fewest is None else scale.fewest", INSTRUMENTS),
    ("a total over a blank is believed", "coordination/instruments/scoring.py",
     "if ours.get(name) is None or _number(stored)", "if ours.get(name, 0) is not None and _number(stored)", INSTRUMENTS),
    ("eight items are as good as nine", "coordination/instruments/texts.py",
     "    if count == key.items:\n", "    if key.items - count in (0, 1):\n", INSTRUMENTS),
    ("a file may turn items round too", "coordination/instruments/texts.py",
     "            if value != answer.value:\n", "            if value is None:\n", INSTRUMENTS),
    ("the impact question is known by its code alone", "coordination/instruments/fhir.py",
     "bool(question.codes & IMPACT or IMPACT_WORD.search(question.text))", "bool(question.codes & IMPACT)", INSTRUMENTS),
    ("the safety question may stand anywhere", "coordination/instruments/fhir.py",
     "            if place != number:\n", "            if place is None:\n", INSTRUMENTS),
    ("a text is on before anybody ticked", "coordination/instruments/models.py",
     "self.filter(confirmed_on__isnull=False, replaced_on=None)", "self.filter(replaced_on=None)", INSTRUMENTS),
    ("a text that was in use can be removed", "coordination/instruments/actions.py",
     "    if held.ever_on:\n", "    if held.is_on:\n", INSTRUMENTS),
    ("an odd cell silences item 9", "coordination/instruments/lines.py",
     "_flag(flag, result, row.answers)", "None if row.problem else _flag(flag, result, row.answers)", INSTRUMENTS),
    ("an odd cell is a blank", "coordination/instruments/sheet.py",
     "            odd.append((item, cell[:40]))\n", "            continue\n", INSTRUMENTS),
    ("anybody may load a questionnaire", "coordination/instruments/views.py",
     'MANAGE = "coordination.manage_instruments"', 'MANAGE = "coordination.view_today"', MATRIX),
    # people: adding, periods, reports
    ("everybody gets the hint that she is known", "coordination/survivors/duplicates.py",
     'if not may(request.user, "coordination.view_every_survivor"):', "if False:", PEOPLE),
    ("a record made by mistake is somebody we know", "coordination/survivors/duplicates.py",
     "    people = Survivor.objects.standing()\n", "    people = Survivor.objects.all()\n", PEOPLE),
    ("the warning counts for other words too", "coordination/survivors/forms.py",
     'return self.cleaned_data["looked"] == fingerprint(**self.typed())',
     'return bool(self.cleaned_data["looked"])', PEOPLE),
    ("a record entered in error stays on the lists", "coordination/people.py",
     "return survivors.filter(status=Survivor.Status.FINISHED).standing()",
     "return survivors.filter(status=Survivor.Status.FINISHED)", PEOPLE),
    ("an end without a reason", "coordination/episodes/actions.py",
     "    if not reason:\n", "    reason = reason or Episode.Reason.NONE_OF_THESE\n    if not reason:\n", EPISODES),
    ("coming back forgets to begin a period", "coordination/survivors/actions.py",
     "    episodes.begin(survivor=held, by=by)\n\n\n@transaction.atomic\ndef start_service",
     "\n\n@transaction.atomic\ndef start_service", EPISODES),
    ("prefers not to say is kept beside an answer", "coordination/report_questions/actions.py",
     "        return [RATHER_NOT]\n", "        pass\n", REPORTS),
    ("a new list asks everybody again", "coordination/report_questions/lists.py",
     "shown.append(of_version(one.id, held[\"list\"], lists) if held else one)", "shown.append(one)", REPORTS),
    # coordination/safe_contact, coordination/flags, mentors/contacts/quiet
    ("hours compared in UTC", "coordination/safe_contact/rule.py",
     "        return self.channels[way].now(timezone.localtime(moment or clock.now()))\n", "        return self.channels[way].now(moment or clock.now())\n", SAFE),
    ("the last hour counts", "coordination/safe_contact/hours.py",
     "start <= now < self.end", "start <= now <= self.end", SAFE),
    ("a night belongs to the day it ends", "coordination/safe_contact/hours.py",
     "self.is_on(day - 1 or 7) and now < self.end", "self.is_on(day) and now < self.end", SAFE),
    ("stopping leaves the ways open", "coordination/safe_contact/actions.py",
     "    card.who, card.ways = SafeContact.Who.THEY, {}\n", "    card.ways = card.ways\n", SAFE),
    ("a way not chosen keeps its hours", "coordination/safe_contact/forms.py",
     'ways = self.cleaned_data["ways"] if we_may else []', "ways = list(Way) if we_may else []", SAFE),
    ("an ended instruction still shows", "coordination/flags/models.py",
     "        return self.filter(ended_on=None).order_by(\"made_on\", \"pk\")\n", "        return self.order_by(\"made_on\", \"pk\")\n", FLAGS),
    ("supervisors read what is not for them", "coordination/flags/models.py",
     "        return rows.filter(Q(shown_to=Flag.ShownTo.TEAM) | Q(survivor__in=walks))\n", "        return rows\n", FLAGS),
    ("an instruction without an end in sight", "coordination/flags/models.py",
     "clock.today() + timedelta(days=LONGEST_DAYS):", "clock.today() + timedelta(days=LONGEST_DAYS + 1):", FLAGS),
    ("never pair hides in ideas only", "mentors/pairing/rules.py",
     "    if kept_apart(survivor, peer):\n        message", "    if False:\n        message", FLAGS),
    ("an open offer stays with who is kept apart", "coordination/survivors/actions.py",
     "    denials.follow(survivor, user, by)\n", "    pass\n", FLAGS),
    ("peers read that a rule exists", "coordination/flags/apart.py",
     '    if not may(user, "coordination.view_every_survivor"):\n        return ""\n', "", FLAGS),
    ("the list of names leaves out who is kept apart", "coordination/flags/views.py",
     "staff=apart.staff(request.user))", "staff=[u for u in apart.staff(request.user) if not u.denials.filter(survivor=person)])", FLAGS),
    ("one lifts one's own entry", "coordination/survivors/actions.py",
     "    if held.user_id == by.pk or held.kind", "    if held.kind", FLAGS),
    ("a try that reached nobody ends the silence", "mentors/contacts/lists.py",
     "            last_reached_on=self.last_reached_on,\n", "            last_reached_on=self.last_try_on,\n", "tests/mentors tests/coordination/organisation"),
    ("silence goes on through a pause of the record", "mentors/contacts/lists.py",
     "            working=self.person.status == self.person.Status.OPEN,\n", "", "tests/coordination/organisation"),
    ("the shipped days, whatever was set", "mentors/contacts/lists.py",
     "            limits=limits,\n", "", "tests/coordination/organisation"),
    # the person page, who has looked, opened notes, her own copy
    ("a number to tap by a way she said no to", "coordination/survivors/page.py",
     "if way in BEGINS and rule.allows(way) else", "if way in BEGINS else",
     "tests/coordination/survivors/test_person_page.py"),
    ("what is shown never closes", "coordination/survivors/page.py",
     "    return closes_itself(response, ", "    return (lambda shown, _path: shown)(response, ",
     "tests/coordination/survivors/test_person_page.py"),
    ("a timeline without a scope", "coordination/registry/timeline.py",
     "        rows._check()  # inside a union nobody else would ask\n", "        rows._scoped = True\n",
     "tests/coordination/survivors/test_person_page.py"),
    ("notes of before one's time in a list", "coordination/access.py",
     "mine = rows.model.objects.all().visible_to(request.user, permission=READ_NOTES)",
     "mine = rows.model.objects.all().visible_to(request.user)", CONTACTS),
    ("a stretch of the timeline cuts a day in two", "coordination/registry/timeline.py",
     'whole = [entry for entry in found if entry["day"] > cut]', "whole = found[:limit]",
     "tests/coordination/survivors/test_person_page.py"),
    ("peers see every look", "coordination/audit/reading.py",
     'return team.of(user) if may(user, "selfcare.view_team") else {user.pk}', "return None",
     "tests/coordination/audit"),
    ("the deny list does not reach the log", "coordination/audit/lists.py",
     "return set(self.staff.names) | reading.denied_to(self.request.user)",
     "return set(self.staff.names)", "tests/coordination/audit"),
    ("looks at the staff are on the log", "coordination/audit/lists.py",
     "return set(self.staff.names) | reading.denied_to(self.request.user)",
     "return reading.denied_to(self.request.user)", "tests/coordination/audit"),
    ("on the team today is on the team then", "coordination/audit/reading.py",
     "any(start <= first and (end is None or last <= end) for start, end in spans)",
     "bool(spans)", "tests/coordination/audit"),
    ("one reviews one's own look", "coordination/audit/actions.py",
     "    if look.actor == by.pk:\n", "    if look.actor is None:\n", "tests/coordination/audit"),
    ("any supervisor opens a note", "mentors/reveals/actions.py",
     "if peer is None or peer.supervisor_id != by.pk:", "if peer is None:", "tests/mentors/reveals"),
    ("a note opens without a reason", "mentors/reveals/actions.py",
     "    if len(reason) < SHORTEST:\n", "    if reason is None:\n", "tests/mentors/reveals"),
    ("an opened note stays open", "mentors/reveals/views.py",
     "if row.is_open and row.contact_id", "if row.contact_id", "tests/mentors/reveals"),
    ("the form of one entry opens another", "mentors/reveals/views.py",
     "if row.is_open and row.contact_id == contact.pk:", "if row.is_open:", "tests/mentors/reveals"),
    ("managers read reasons", "mentors/reveals/models.py",
     "return self.filter(mine | Q(contact__in=Contact.objects.readable_by(user)))",
     "return self.filter(contact__in=Contact.objects.visible_to(user))",
     "tests/mentors/reveals"),
    ("a summary with notes for a manager", "referrals/packets/actions.py",
     "if notes and not card and not _reads_notes(held, by):", "if notes and card:",
     "tests/referrals/packets/test_summary.py"),
    ("a summary somebody else made", "referrals/packets/summary.py",
     "filter(owner=person.pk, by=request.user)", "filter(owner=person.pk)",
     "tests/referrals/packets/test_summary.py"),
    ("notes in every summary", "coordination/registry/disclosable.py",
     'if key in hers and (notes or key != "own_notes")', "if key in hers",
     "tests/referrals/packets/test_summary.py"),
    ("a yes to carry counts for good", "referrals/packets/summary.py",
     "if clock.local_day(last.at) != clock.today():", "if False:",
     "tests/referrals/packets/test_summary.py"),
    ("keep it here is not heard", "referrals/packets/summary.py",
     "rows.filter(at__gte=last.at)", "rows", "tests/referrals/packets/test_summary.py"),
    ("a copy with notes outlives the pairing", "referrals/disclosure/gate.py",
     "READ_NOTES if notes else VIEW", "VIEW", "tests/referrals/packets/test_summary.py"),
    ("her copy tells a manager what was asked", "coordination/own_copy.py",
     "rows.visible_to(by, READ_NOTES)", "rows.visible_to(by)", "tests/referrals/packets/test_summary.py"),
    ("a stale tab undoes a stop", "coordination/safe_contact/actions.py",
     "if seen is not None and seen != mark_of(held):", "if False:",
     "tests/coordination/safe_contact/test_safe_contact.py"),
    ("two runs both claim a mail", "coordination/inbox/outbox.py",
     "free = _items().open().filter(pk=key, sent_at=None, claimed_at=None)",
     "free = _items().to_send(now).filter(pk=key)", "tests/coordination/inbox/test_mail.py"),
    ("a supervisor nudges while she asked for time", "mentors/contacts/silent.py",
     "    wanted &= ~Exists(", "    wanted |= Exists(", "tests/mentors/today/test_today.py"),
    ("a manager nudges while she asked for time", "mentors/people.py",
     '    pairings = pairings.exclude(pk__in=waits.values("pairing"))\n', "", "tests/mentors/today/test_today.py"),
]  # fmt: skip


def copy_of_the_tree(folder):
    ignored = shutil.ignore_patterns(".*", "__pycache__", "var", "var-keys", "node_modules")
    shutil.copytree(ROOT, folder, ignore=ignored, symlinks=True)


def fails(folder, paths):
    """Whether the tests notice. A run that finds no test counts as not noticing."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    command += ["-m", "not browser", *paths]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return ran.returncode not in (0, 5)


def lives(bug, named_only):
    """What is wrong with the tests or with the bug; empty when it was caught."""
    name, file, old, new, paths = bug
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "tree")
        copy_of_the_tree(folder)
        path = folder / file
        text = path.read_text()
        if old not in text:
            return "GONE"  # it does not fit the code any more
        path.write_text(text.replace(old, new, 1))
        caught = fails(folder, paths.split()) or (not named_only and fails(folder, ["tests"]))
        return "" if caught else "LIVES"


def pass_without_any_bug(bugs, named_only):
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "tree")
        copy_of_the_tree(folder)
        named = sorted({path for bug in bugs for path in bug[4].split()})
        return not fails(folder, named if named_only else ["tests"])


def main(words):
    named_only = "--named" in words
    words = [word for word in words if word != "--named"]
    bugs = [bug for bug in BUGS if not words or any(word in bug[0] for word in words)]
    if not pass_without_any_bug(bugs, named_only):
        print("The tests fail without any bug.")
        return 1
    alive = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        verdicts = pool.map(lambda bug: lives(bug, named_only), bugs)
        for bug, wrong in zip(bugs, verdicts, strict=True):
            print(f"{wrong or 'caught':8} {bug[0]} ({bug[1]})", flush=True)
            alive += [bug] if wrong else []
    print(f"{len(bugs) - len(alive)} of {len(bugs)} caught")
    return 1 if alive or not bugs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

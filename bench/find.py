"""
Finding a person by name (P5), through the real view, over real sealed names and keys.

    python -m bench find                    10,000 people
    python -m bench find --people 100000
    DATABASE_URL=postgresql://... python -m bench find

Makes a temporary database, fills it set by set, and times a manager, who may see everybody, and a
peer with 25 people. The floor opens the same bytes in the same process: unwrap each key, open each
name, nothing else. Ends with 1 beyond a gate; an unquiet run judges nothing.
"""

import argparse
import json
import os
import random
import secrets
import uuid

PEOPLE_OF_A_PEER = 25
GATES = {10_000: 150, 100_000: 700}  # ms of server time for a manager, by number of people
PEER_GATE = 100  # ms
MEMORY_GATE = 20  # MB kept by the process
BATCH = 5000
FIRST = (
    "Ada Amara Ana Anya Asha Beth Bo Bree Cam Cleo Coral Dawn Dee Dot Effie Eve Faye Fern Gia Hana "
    "Hope Ines Ivy Jess Joy Kay Kit Lark Lena Li Luz Mina Mo Nell Nia Noa Olive Opal Pilar Quinn "
    "Rae Ren Rita Roz Rue Sage Skye Sol Tala Tam Tess Toni Vi Wendy Yara Zee Zuri José Zoë Łucja"
)
LAST = (
    "Alder Baker Castro Diaz Elm Fisher Gray Hill Ito Jones Kim Lane Moss Nye Ortiz Park Quist "
    "Reyes Stone Tran Underhill Vale West Young Zamora O'Neil Ruiz-Vega"
)


def main(arguments):
    options = argparse.ArgumentParser(prog="python -m bench find")
    options.add_argument("--people", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=40)
    asked = options.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django
    from django.conf import settings
    from django.test.utils import setup_databases, teardown_databases

    for database in settings.DATABASES.values():
        database.setdefault("TEST", {})["MIGRATE"] = False
    django.setup()
    made = setup_databases(verbosity=0, interactive=False, aliases=settings.DATABASES.keys())
    try:
        report = measure(asked.people, asked.rounds)
    finally:
        teardown_databases(made, verbosity=0)
    print(as_markdown(report))
    print(json.dumps(report))
    return 1 if report["result"] == "beyond the gate" else 0


# The agency ---------------------------------------------------------------------------------


def fill(number):
    """People with names and keys, a manager, and a peer who may see 25. Returns both users."""
    from django.contrib.auth.models import Permission

    from coordination import vault
    from coordination.access import VIEW, SurvivorGrant
    from coordination.models import Role, Survivor, User

    manager = User.objects.create_user("m@example.org", name="Dana", roles=[Role.PROGRAM_MANAGER])
    peer = User.objects.create_user("p@example.org", name="Rosa", roles=[Role.PEER])
    chance, people = random.Random(5), []
    for start in range(0, number, BATCH):
        batch = [_person(chance, at) for at in range(start, min(start + BATCH, number))]
        with vault.acting_as("filling a benchmark") as ring:
            vault.PersonKey.objects.bulk_create([_key(person.pk, ring) for person in batch])
            Survivor.objects.bulk_create(batch)
        people += batch[: PEOPLE_OF_A_PEER if not people else 0]
    view = Permission.objects.get(codename=VIEW, content_type__model="survivor")
    SurvivorGrant.objects.bulk_create(
        SurvivorGrant(user=peer, permission=view, content_object_id=person.pk) for person in people
    )
    return manager, peer


def _person(chance, at):
    """An unsaved survivor: her name will be sealed, the rest was never written."""
    from coordination import sealed
    from coordination.models import Survivor

    person = Survivor(id=uuid.UUID(int=chance.getrandbits(128), version=4))
    person.owner = person.pk
    person.code = f"P-{at:05X}"  # chance would give one code twice among so many
    for column in sealed.sealed_fields(Survivor):
        setattr(person, column.attname, b"")
    person.name = f"{chance.choice(FIRST.split())} {chance.choice(LAST.split())}"
    return person


def _key(owner, ring):
    """Her key as `vault.create_key` wraps it, also laid on the ring, so that sealing asks no row."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from coordination import vault

    version, agency = next(iter(vault.agency_keys().items()))
    key, nonce = secrets.token_bytes(32), secrets.token_bytes(12)
    ring._keys[owner] = AESGCM(key)
    wrapped = nonce + AESGCM(agency).encrypt(nonce, key, owner.bytes)
    return vault.PersonKey(owner=owner, agency_key=version, wrapped=wrapped)


# The subjects ---------------------------------------------------------------------------------


def floor():
    """A function that opens every name, from bytes that lie ready. Returns how many it opened."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from coordination import vault
    from coordination.models import Survivor

    place = Survivor._meta.get_field("name").place_of_column()
    rows = Survivor.objects.unscoped("a benchmark").values_list("pk", "name_sealed")
    held = dict(vault.PersonKey.objects.values_list("owner", "wrapped"))
    ready = [
        (bytes(held[key]), bytes(blob), f"{place}{key}".encode(), key.bytes) for key, blob in rows
    ]
    agency = AESGCM(next(iter(vault.agency_keys().values())))

    def opened():
        for wrapped, blob, where, owner in ready:
            key = agency.decrypt(wrapped[:12], wrapped[12:], owner)
            AESGCM(key).decrypt(blob[1:13], blob[13:], where)
        return len(ready)

    return opened


def finder(user, typed):
    """A function that finds through the view, as the dialog does; returns the names shown."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    client.get("/help/")

    def find():
        response = client.post("/find/", {"q": typed}, headers={"X-Part": "find"})
        if response.status_code != 200:
            raise RuntimeError(f"/find/ answers {response.status_code}")
        return response.content.decode().count('form="find-open"')

    return find


def measure(number, rounds):
    """The report: times, ratios to the floor, memory kept, and whether the gates hold."""
    from django.db import connection

    from bench.measure import Subject, interleave, is_quiet, memory

    manager, peer = fill(number)
    bare = floor()
    seeks = {
        "manager, a name": (manager, "cam", 8),
        "manager, one slip": (manager, "casrto", 8),
        "manager, nobody": (manager, "qqqq", 0),
        "peer, 25 people": (peer, "a", None),
        "peer, nobody": (peer, "qqqq", 0),
    }
    subjects = {"floor": Subject("floor", bare), "floor again": Subject("floor again", bare)}
    for name, (user, typed, expected) in seeks.items():
        subjects[name] = Subject(name, finder(user, typed))
        if expected is not None:
            assert subjects[name].run() == expected, name
    subjects["peer, 25 people"].run()
    before = memory()
    interleave(list(subjects.values()), rounds)
    kept = memory() - before
    floor_cpu = subjects["floor"].cpu_p50
    rows = {
        name: {
            "p50_ms": round(one.p50, 1),
            "p95_ms": round(one.p95, 1),
            "cpu_ms": round(one.cpu_p50, 1),
            "to_floor": round(one.cpu_p50 / floor_cpu, 2),
        }
        for name, one in subjects.items()
    }
    report = {
        "bench": "find",
        "database": connection.vendor,
        "people": number,
        "rounds": rounds,
        "subjects": rows,
        "memory_kept_mb": round(kept, 1),
        "quiet": is_quiet(subjects["floor"], subjects["floor again"]),
    }
    return report | judge(report)


def judge(report):
    """Each gate with what was measured, and the result. Other sizes have no gate of their own."""
    rows = report["subjects"]
    gates = {"memory kept, MB": (report["memory_kept_mb"], MEMORY_GATE)}
    gates["peer, ms"] = (max(rows[name]["p50_ms"] for name in rows if "peer" in name), PEER_GATE)
    if report["people"] in GATES:
        slowest = max(rows[name]["p50_ms"] for name in rows if "manager" in name)
        gates["manager, ms"] = (slowest, GATES[report["people"]])
    beyond = [name for name, (found, gate) in gates.items() if found > gate]
    result = "beyond the gate" if beyond else "within every gate"
    return {"gates": gates, "result": result if report["quiet"] else "unquiet: nothing is judged"}


def as_markdown(report):
    """The report as people read it."""
    head = f"Find, {report['people']:,} people, {report['database']}, {report['rounds']} rounds"
    lines = [f"### {head}", "", "|Subject|p50 ms|p95 ms|CPU ms|CPU to floor|", "|-|-|-|-|-|"]
    for name, row in report["subjects"].items():
        lines.append(f"|{name}|{row['p50_ms']}|{row['p95_ms']}|{row['cpu_ms']}|{row['to_floor']}|")
    lines += ["", "|Gate|Found|At most|", "|-|-|-|"]
    lines += [f"|{name}|{found}|{most}|" for name, (found, most) in report["gates"].items()]
    return "\n".join([*lines, "", f"{report['result'].capitalize()}.", ""])

"""The directory of the sample agency: invented places."""

from django.db import transaction

from coordination import clock
from coordination.registry import sample
from referrals.partners.actions import add_partner
from referrals.partners.models import Partner

Kind = Partner.Kind
# Name, kind, how to reach, address, days since checked, more.
PLACES = [
    (
        "Elm Avenue Clinic", Kind.HEALTH, "555-0301, ask for Maria", "40 Elm Avenue", 21,
        {"languages": "English, Spanish", "cost": "Free or sliding", "answers_calls": "yes",
         "walk_ins": "sometimes", "needs_id": "no", "must_report": True,
         "habits": "Call between 9 and 11. Maria calls back the same day."},
    ),
    (
        "Harbor Recovery Center", Kind.TREATMENT, "555-0302, intake desk", "7 Harbor Road", 35,
        {"languages": "English", "cost": "Most insurance", "answers_calls": "yes",
         "walk_ins": "no", "needs_id": "yes"},
    ),
    (
        "Millbrook Legal Aid", Kind.LEGAL, "555-0303, ask for Sam", "12 Court Street", 60,
        {"languages": "English, Spanish, Vietnamese", "cost": "Free", "answers_calls": "sometimes",
         "walk_ins": "yes", "needs_id": "no", "habits": "Leave a number; they call after lunch."},
    ),
    (
        "Larch House", Kind.SAFE_HOUSE, "555-0304, any hour", "", 14,
        {"confidential": True, "languages": "English, Tagalog", "cost": "Free",
         "answers_calls": "yes", "walk_ins": "no", "needs_id": "no", "must_report": True},
    ),
    (
        "Open Table Pantry", Kind.FOOD, "555-0305", "3 Mill Lane", 120,
        {"languages": "English, Spanish", "cost": "Free", "answers_calls": "no",
         "walk_ins": "yes", "needs_id": "no"},
    ),
    (
        "Bridge to Work", Kind.WORK, "555-0306, ask for Lin", "88 Station Street", 45,
        {"languages": "English", "cost": "Free", "answers_calls": "yes", "needs_id": "yes"},
    ),
    (
        "Juniper Counseling", Kind.COUNSELING, "555-0307, front desk", "19 Oak Terrace", 10,
        {"languages": "English, Spanish", "cost": "Sliding, from $0", "answers_calls": "sometimes",
         "walk_ins": "no", "must_report": True},
    ),
    (
        "Key and Door Housing", Kind.HOUSING, "555-0308, Tuesdays", "5 Bell Street", 95,
        {"languages": "English", "cost": "Free", "answers_calls": "no", "needs_id": "yes",
         "habits": "Bring the form; they answer on paper."},
    ),
    ("Sunrise Benefits Desk", Kind.MONEY, "555-0309", "2 Town Hall Square", 30, {"cost": "Free"}),
]  # fmt: skip


@sample.part(order=30)
def partners(agency):
    """Nine places, one of them private, a few whose facts have grown old."""
    manager = agency.person("manager@example.org")
    with transaction.atomic():
        for name, kind, reach, address, days, more in PLACES:
            with agency.at(days):
                place = Partner(name=name, kind=kind, reach=reach, address=address, **more)
                place.checked_on = clock.today()
                add_partner(partner=place, by=manager)

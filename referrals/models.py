"""The front door: models of every room."""

from .consent.models import AgreementDraft, Consent, ConsentEvent, HandOver
from .disclosure.models import Disclosure, OutboxItem, OwnRequest
from .groups.models import Group, GroupFact, Meeting, SupportModel
from .handoffs.models import Handoff, HandoffEvent, HowItWent
from .importers.models import ImportRun, ImportSource
from .partners.models import Partner

__all__ = [
    "AgreementDraft",
    "Consent",
    "ConsentEvent",
    "Disclosure",
    "Group",
    "GroupFact",
    "HandOver",
    "Handoff",
    "HandoffEvent",
    "HowItWent",
    "ImportRun",
    "ImportSource",
    "Meeting",
    "OutboxItem",
    "OwnRequest",
    "Partner",
    "SupportModel",
]

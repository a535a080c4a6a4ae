"""The front door: models of every room, for other apps and for Django."""

from .access import Denial, DenialEvent, SurvivorGrant
from .audit.models import AccessReview, ReadAudit
from .drafts.models import Draft
from .episodes.models import Episode
from .flags.models import Flag
from .goals.models import Goal, Step
from .inbox.models import MailItem, Notice
from .instruments.models import InstrumentText
from .once import OnceToken
from .organisation.models import Organisation
from .outcomes.models import Asking, Outcome
from .report_questions.models import ReportAnswers
from .roles import Role
from .safe_contact.models import SafeContact, Way
from .safe_contact.rule import Rule, rule_of
from .survivors.models import Survivor
from .users.models import RoleHeld, User
from .vault import PersonKey

__all__ = [
    "AccessReview",
    "Asking",
    "Denial",
    "DenialEvent",
    "Episode",
    "Draft",
    "Flag",
    "Goal",
    "InstrumentText",
    "MailItem",
    "Notice",
    "OnceToken",
    "Organisation",
    "Outcome",
    "PersonKey",
    "ReadAudit",
    "ReportAnswers",
    "Role",
    "RoleHeld",
    "Rule",
    "SafeContact",
    "Step",
    "Survivor",
    "SurvivorGrant",
    "User",
    "Way",
    "rule_of",
]

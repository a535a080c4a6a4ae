"""The front door: models of every room."""

from .groups.models import Group, GroupFact, Meeting, SupportModel
from .importers.models import ImportRun, ImportSource

__all__ = ["Group", "GroupFact", "ImportRun", "ImportSource", "Meeting", "SupportModel"]

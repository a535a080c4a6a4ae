"""The front door: models of every room."""

from .checkins.models import CheckIn, Pulse, SharedResult
from .debriefs.models import Debrief
from .supervision.models import SupervisionSession

__all__ = ["CheckIn", "Debrief", "Pulse", "SharedResult", "SupervisionSession"]

"""How wellbeing goes when a member of staff is removed: the rows go, and the key with them."""

from coordination.registry import erasure

from .models import CheckIn, Debrief, Pulse, SharedResult, SupervisionSession

for model in (CheckIn, SharedResult, Pulse, Debrief, SupervisionSession):
    erasure.register(model, "subject", how="delete")

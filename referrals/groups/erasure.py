"""The directory is about groups, not about a person: nothing of it goes when somebody is removed."""

from coordination.registry import erasure

from .models import Group, GroupFact, Meeting, SupportModel

for model in (SupportModel, Group, Meeting, GroupFact):
    erasure.register(model, "", how="keep")

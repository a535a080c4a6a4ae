"""The directory is about groups: nothing of it goes when a person is removed."""

from coordination.registry import erasure

from .models import Group, GroupFact, Meeting, SupportModel

for model in (SupportModel, Group, Meeting, GroupFact):
    erasure.register(model, "", how="keep")

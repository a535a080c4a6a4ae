"""Sources and runs say where a list came from; they are about no person we support."""

from coordination.registry import erasure

from .models import ImportRun, ImportSource

for model in (ImportSource, ImportRun):
    erasure.register(model, "", how="keep")

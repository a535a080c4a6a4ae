"""What becomes of coordination's own tables when a person is removed."""

from coordination import models
from coordination.registry import pages
from coordination.registry.erasure import register

register(models.Survivor, "", how="delete")
register(models.Episode, "survivor", how="delete")
register(models.ReportAnswers, "survivor", how="delete")
register(models.SafeContact, "survivor", how="delete")
register(models.Step, "survivor", how="delete")
register(models.Goal, "survivor", how="delete")
register(models.Draft, "survivor", how="delete")
register(models.Outcome, "survivor", how="delete")
register(models.Asking, "survivor", how="delete")
register(models.SurvivorGrant, "content_object", how="delete")
register(models.Denial, "survivor", how="delete")
register(models.DenialEvent, "", how="keep")
register(models.Flag, "survivor", how="delete")
register(models.ReadAudit, "", how="keep")
register(models.AccessReview, "", how="key")
register(models.PersonKey, "", how="delete")
register(models.OnceToken, "", how="keep")
register(models.Notice, "survivor", how="delete")
register(models.MailItem, "", how="keep")
register(models.Organisation, "", how="keep")
register(models.InstrumentText, "", how="keep")
register(models.User, "", how="keep")
register(models.RoleHeld, "", how="keep")

pages.about("people", models.Survivor)
pages.about("goals", models.Goal)
pages.about("steps", models.Step)

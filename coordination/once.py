"""One result per form, however often it is sent."""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.http import Http404

from . import clock


class OnceToken(models.Model):
    """A form that was carried out, and the row it made."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    token = models.UUIDField()
    verb = models.CharField(max_length=120, default="", editable=False)
    model = models.CharField(max_length=100)
    row = models.CharField(max_length=40)
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "token", "verb"], name="one_result_per_form")
        ]

    def __str__(self):
        return f"{self.model} {self.row}"

    def result(self):
        """The row the first sending made. Raises Http404 once it was taken back."""
        model = apps.get_model(self.model)
        try:
            return model._base_manager.get(pk=self.row)
        except (model.DoesNotExist, ValidationError):  # a row that was removed has no key
            raise Http404 from None


def once(request, action, **kwargs):
    """
    Run an action and return its row; the same form sent again returns the same row.

    A second sending waits for the first (the unique token holds it), then reads its answer. A
    token carried to another action counts there as new.
    An action that refuses leaves no token, so the corrected form goes through.
    """
    token = request.POST.get("once", "")
    if not _is_uuid(token):
        return action(**kwargs)
    mine = {"user": request.user, "token": token, "verb": _verb(action)}
    try:
        with transaction.atomic():
            mark = OnceToken.objects.create(**mine, model="-", row="-", used_at=clock.now())
            result = action(**kwargs)
            mark.model, mark.row = result._meta.label, str(result.pk)
            mark.save(update_fields=["model", "row"])
            return result
    except IntegrityError:
        mark = OnceToken.objects.filter(**mine).first()
        if mark is None:
            raise
        return mark.result()


def _verb(action):
    """An action by its name: `mentors.contacts.actions.log_contact`."""
    return f"{action.__module__}.{action.__qualname__}"[-120:]


def sent_before(request):
    """Whether this very form went through already: for pages that close behind their user."""
    token = request.POST.get("once", "")
    return _is_uuid(token) and OnceToken.objects.filter(user=request.user, token=token).exists()


def _is_uuid(text):
    parts = text.split("-")
    digits = "".join(parts)
    return len(text) == 36 and len(parts) == 5 and all(c in "0123456789abcdef" for c in digits)

"""Texts of questionnaires, brought by the organisation. About nobody: plain words, no answers."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coordination import clock
from coordination.instruments import KEYS
from coordination.instruments.languages import language_name
from coordination.instruments.texts import Answer, Item, NotAText, Text, check
from coordination.records import Record, ref_field


class InstrumentTextQuerySet(models.QuerySet):
    """Not scoped: a text names nobody, and whoever answers it must be able to read it."""

    def switched_on(self):
        """Somebody ticked that permission is held, and no newer text took the place."""
        return self.filter(confirmed_on__isnull=False, replaced_on=None)

    def of(self, key_name):
        """Texts of the instrument with this name, whatever version of its key."""
        return self.filter(key_name=key_name)

    def without_words(self):
        """For lists of texts: the questions themselves stay where they are."""
        return self.defer("items", "answers", "left_out", "instructions", "licence")

    def in_use(self, key_name, language="en"):
        """
        The switched-on text to show to a reader of `language`, or None.

        Spanish of Mexico is served by any Spanish, else by English, else by what there is.
        """
        base = language.split("-")[0]

        def far(text):
            own = text.language
            its_base = own.split("-")[0]
            return (own != language, its_base != base, own != base, its_base != "en", own)

        return min(self.switched_on().of(key_name), key=far, default=None)


class InstrumentText(Record):
    """
    One text of one instrument in one language, in one version (INS-2).

    A result names the text it was answered with (INS-3), so a text that was ever switched on stays,
    also after a newer one took its place (`replaced_on`) or Dana switched it off.
    """

    ref = ref_field()
    key_name = models.CharField(max_length=40)
    key_version = models.CharField(max_length=20)
    version = models.CharField(_("version of the text"), max_length=40)
    language = models.CharField(_("language"), max_length=35, default="en")
    title = models.CharField(_("title"), max_length=200)
    instructions = models.TextField(blank=True, default="")
    period = models.CharField(max_length=120, blank=True, default="")
    items = models.JSONField(default=list)
    answers = models.JSONField(default=list, blank=True)
    credit = models.TextField(_("credit line"), blank=True, default="")
    licence = models.TextField(_("licence"), blank=True, default="")
    url = models.CharField(max_length=300, blank=True, default="")
    left_out = models.JSONField(default=list, blank=True)
    digest = models.CharField(max_length=64)
    loaded_on = models.DateField(default=clock.today)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replaced_on = models.DateField(null=True, blank=True)

    objects = InstrumentTextQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        ordering = ["key_name", "language", "-loaded_on", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["key_name", "language", "version"], name="one_text_per_version"
            ),
            models.UniqueConstraint(
                fields=["key_name", "language"],
                condition=models.Q(confirmed_on__isnull=False, replaced_on=None),
                name="one_text_switched_on",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_on=None, confirmed_by=None)
                | models.Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
                name="permission_has_a_name_and_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.language}, {self.version})"

    def person_id(self):
        return None

    def clean(self):
        """The text still fits its key, by whichever way it came here."""
        if (self.key_name, self.key_version) not in KEYS:
            raise ValidationError(_("Daybook has no scoring key for this text."), code="key")
        try:
            check(self.as_text(), self.key)
        except NotAText as error:
            raise ValidationError(str(error), code="text") from error

    @property
    def key(self):
        """The scoring key its answers are counted by: `score(text.key, answers)`."""
        return KEYS[self.key_name, self.key_version]

    @property
    def language_name(self):
        return language_name(self.language)

    @property
    def is_on(self):
        return self.confirmed_on is not None and self.replaced_on is None

    @property
    def ever_on(self):
        """Results may rest on it, so it stays."""
        return self.confirmed_on is not None

    @property
    def state(self):
        """One of waiting, in_use, off."""
        return "in_use" if self.is_on else "off" if self.ever_on else "waiting"

    def as_text(self):
        """The pure text behind this row."""
        names = ["key_name", "key_version", "version", "language", "title", "instructions"]
        names += ["period", "credit", "licence", "url"]
        return Text(
            **{name: getattr(self, name) for name in names},
            items=tuple(_item(item) for item in self.items),
            answers=_answers(self.answers),
            left_out=tuple(self.left_out),
        )

    def questions(self):
        """Each item with the answers it is shown with, in the order of the text."""
        return [(item, item.answers or _answers(self.answers)) for item in self.as_text().items]


def _item(held):
    return Item(**held | {"answers": _answers(held["answers"]), "within": tuple(held["within"])})


def _answers(held):
    return tuple(Answer(**answer) for answer in held)

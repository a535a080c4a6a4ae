"""What can be said about a group, and the words for it on screen; `unknown` is always one of them.

Values are stored. They come from feeds (referrals/importers/codes.py) or from a person.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Known(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Openness(models.TextChoices):
    OPEN = "open", _("Open to anyone")
    CLOSED = "closed", _("Members only")
    UNKNOWN = "unknown", _("Not known")


class Secular(models.TextChoices):
    YES = "yes", _("Secular")
    NO = "no", _("Spiritual")
    UNKNOWN = "unknown", _("Not known")


class Medication(models.TextChoices):
    """Whether somebody on prescribed medicine is welcome as they are; never inferred."""

    SUPPORTIVE = "supportive", _("Supportive of prescribed medicine")
    ABSTINENCE = "abstinence", _("Expects no medicine either")
    MIXED = "mixed", _("Mixed: depends on who is there")
    UNKNOWN = "unknown", _("Not known")


class LedBy(models.TextChoices):
    PEER = "peer", _("A peer")
    PROFESSIONAL = "professional", _("A trained professional")
    TOGETHER = "together", _("A peer, with a professional beside them")
    UNKNOWN = "unknown", _("Not known")


class Speaking(models.TextChoices):
    FREE = "free", _("Nobody has to speak")
    INVITED = "invited", _("Each person is invited to speak, and may pass")
    EXPECTED = "expected", _("People are expected to speak")
    UNKNOWN = "unknown", _("Not known")


class Attendance(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online or by phone")
    HYBRID = "hybrid", _("In person and online")
    INACTIVE = "inactive", _("No place and no link")


class Status(models.TextChoices):
    ACTIVE = "active", _("Active")
    CLOSED_FOR_NOW = "temporarily_closed", _("Closed for now")
    INACTIVE = "inactive", _("No longer listed")
    DEFUNCT = "defunct", _("Has ended")


class HeardFrom(models.TextChoices):
    """How the person who set a value knows."""

    GROUP = "group", _("The group told us")
    VISIT = "visit", _("One of us went there")
    MEMBER = "member", _("Someone who goes there told us")
    PUBLISHED = "published", _("It is on the group’s page or flyer")
    DECISION = "decision", _("A decision of ours")


class Audience(models.TextChoices):
    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    NONBINARY = "nonbinary", _("Non-binary people")
    TRANSGENDER = "transgender", _("Transgender people")
    LGBTQ = "lgbtq", _("LGBTQ+ people")
    YOUNG = "young", _("Young people")
    SENIORS = "seniors", _("Older people")
    PEOPLE_OF_COLOR = "people_of_color", _("People of color")
    INDIGENOUS = "indigenous", _("Indigenous people")
    NATIVE_AMERICAN = "native_american", _("Native American people")
    PROFESSIONALS = "professionals", _("Professionals")
    DUAL_DIAGNOSIS = "dual_diagnosis", _("People who also live with a mental health condition")


class Access(models.TextChoices):
    STEP_FREE = "step_free", _("Step-free way in")
    STEP_FREE_BATHROOM = "step_free_bathroom", _("Step-free bathroom")
    FRAGRANCE_FREE = "fragrance_free", _("No fragrances")
    SIGN_LANGUAGE = "sign_language", _("American Sign Language")
    CHILDREN_WELCOME = "children_welcome", _("Children are welcome")
    CHILD_CARE = "child_care", _("Child care during the meeting")


class Format(models.TextChoices):
    NEWCOMERS = "newcomers", _("Made for newcomers")
    SPEAKER = "speaker", _("One person tells, others listen")
    DISCUSSION = "discussion", _("Open talk")
    STEPS = "steps", _("Works through the Steps")
    TRADITIONS = "traditions", _("Reads the Traditions")
    LITERATURE = "literature", _("Reads from a book")
    MEDITATION = "meditation", _("Quiet time or meditation")
    CANDLELIGHT = "candlelight", _("By candlelight")
    BIRTHDAYS = "birthdays", _("Marks anniversaries")
    BREAKFAST = "breakfast", _("With breakfast")
    OUTDOOR = "outdoor", _("Outdoors")
    SMOKING_PERMITTED = "smoking_permitted", _("Smoking is allowed")
    ONLINE_BASKET = "online_basket", _("Collects money online")
    FAMILY_ALONGSIDE = "family_alongside", _("A family group meets at the same time")
    TEEN_FAMILY_ALONGSIDE = "teen_family_alongside", _("A teen family group meets at the same time")


class PartOfDay(models.TextChoices):
    """Wall time of the meeting; `HOURS` has the bounds."""

    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")
    NIGHT = "night", _("Late night")


# First minute and first minute after, of the day; the night runs on past midnight.
HOURS = {
    PartOfDay.MORNING: (5 * 60, 12 * 60),
    PartOfDay.AFTERNOON: (12 * 60, 17 * 60),
    PartOfDay.EVENING: (17 * 60, 21 * 60),
    PartOfDay.NIGHT: (21 * 60, 29 * 60),
}

WEEKDAYS = {
    1: _("Monday"),
    2: _("Tuesday"),
    3: _("Wednesday"),
    4: _("Thursday"),
    5: _("Friday"),
    6: _("Saturday"),
    7: _("Sunday"),
}

LANGUAGES = {
    "en": _("English"), "es": _("Spanish"), "fr": _("French"), "pt": _("Portuguese"),
    "ru": _("Russian"), "pl": _("Polish"), "ko": _("Korean"), "tl": _("Tagalog"),
    "ar": _("Arabic"), "fa": _("Persian"), "hi": _("Hindi"), "pa": _("Punjabi"),
    "ne": _("Nepali"), "ml": _("Malayalam"), "th": _("Thai"), "ja": _("Japanese"),
    "am": _("Amharic"), "uk": _("Ukrainian"), "tr": _("Turkish"), "de": _("German"),
    "it": _("Italian"), "nl": _("Dutch"), "af": _("Afrikaans"), "da": _("Danish"),
    "sv": _("Swedish"), "no": _("Norwegian"), "fi": _("Finnish"), "is": _("Icelandic"),
    "lt": _("Lithuanian"), "hu": _("Hungarian"), "sk": _("Slovak"), "sl": _("Slovenian"),
    "hr": _("Croatian"), "bg": _("Bulgarian"), "el": _("Greek"), "he": _("Hebrew"),
    "ka": _("Georgian"), "mt": _("Maltese"),
}  # fmt: skip


def labels(choices, values):
    """The words for these values, in the order of the choices; values without words stay as is."""
    known = dict(choices.choices) if hasattr(choices, "choices") else choices
    found = [str(label) for value, label in known.items() if value in values]
    return found + [value for value in values if value not in known]

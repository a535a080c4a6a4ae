"""What a person may agree to share, and the plain lines each item becomes."""

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coordination.models import Way
from coordination.registry import disclosable

# Opening these asks more of the vault than facts do, and the read audit says so.
IDENTIFYING = {"last_name", "phone"}
# Words typed into the agreement itself: the item is worth ticking only with them.
TYPED = {"wants": "wants", "best_times": "best_times", "one_more_thing": "one_more_thing"}


@disclosable.item("chosen_name", label=_("first or chosen name"))
def chosen_name(survivor):
    return [survivor.name]


@disclosable.item("last_name", label=_("last name"))
def last_name(survivor):
    """The legal name as it stands on papers; nothing when she gave none (PRI-4)."""
    return [survivor.legal_name] if survivor.legal_name else []


@disclosable.item("phone", label=_("phone number that is safe to call"))
def phone(survivor):
    """Only while her safe-contact card says yes to calls, with the card's own limits."""
    card = getattr(survivor, "safe_contact", None)
    if card is None or not card.allows(Way.CALL) or not survivor.phone:
        return []
    call = card.channels()[Way.CALL]
    lines = [survivor.phone, say("Safe to call: %(when)s") % {"when": call.when()}]
    if call.message != card.Message.YES:
        lines.append(say("Do not leave a message."))
    return lines


@disclosable.item("wants", label=_("that they want this service or group"), agreed=True)
def wants(survivor, agreement):
    return [agreement.wants] if agreement.wants else []


@disclosable.item("best_times", label=_("best times"), agreed=True)
def best_times(survivor, agreement):
    return [agreement.best_times] if agreement.best_times else []


@disclosable.item("needs", label=_("language and access needs"))
def needs(survivor):
    return [words for words in (survivor.languages, survivor.access_needs) if words]


@disclosable.item("one_more_thing", label=_("one more thing"), agreed=True)
def one_more_thing(survivor, agreement):
    return [agreement.one_more_thing] if agreement.one_more_thing else []


def choices():
    """The items an agreement may name, in the order of the form. A copy for herself is none."""
    return [(key, item.label) for key, item in disclosable.items().items() if not item.to_herself]

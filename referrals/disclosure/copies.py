"""Her own copy of an agreement: it leaves too, on her own request (settled 10)."""

from django.utils import formats, timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coordination.models import Organisation
from coordination.registry import disclosable
from referrals.disclosure.models import OwnRequest


@disclosable.item(
    "agreement_copy", label=_("a copy of the agreement"), agreed=True, to_herself=True
)
def agreement_copy(survivor, agreement):
    """The exact text, then how it was signed, with whom, and which wording it was."""
    signed = say("Signed by typing: %(name)s · %(day)s")
    lines = [
        *agreement.text,
        signed % {"name": agreement.signer, "day": _moment(agreement.signed_at)},
        say("With: %(witness)s.") % {"witness": agreement.witness.name},
    ]
    if agreement.told_back:
        lines.append(say("Said back in their own words."))
    if agreement.read_aloud:
        lines.append(say("Read aloud."))
    if agreement.status == agreement.Status.STOPPED:
        lines.append(say("Stopped: %(day)s") % {"day": _moment(agreement.stopped_at)})
    lines.append(say("Wording: %(version)s.") % {"version": agreement.wording})
    return lines


@disclosable.item("agreement_card", label=_("a small card"), agreed=True, to_herself=True)
def agreement_card(survivor, agreement):
    """What to remember, in words that tell nobody else anything."""
    day = formats.date_format(agreement.expires_on, "F j, Y")
    lines = [say("Ends on %(day)s.") % {"day": day}, say("You can stop it any time.")]
    if phone := Organisation.current().phone:
        lines.append(say("Call %(phone)s.") % {"phone": phone})
    return lines


ITEM_FOR = {OwnRequest.Answer.FULL: "agreement_copy", OwnRequest.Answer.CARD: "agreement_card"}


def _moment(at):
    return formats.date_format(timezone.localtime(at), "F j, Y, H:i")

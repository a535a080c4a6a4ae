"""What pairing tells people about. An offered peer sees nobody before both said yes (settled 5)."""

from django.utils.translation import gettext_lazy as _

from coordination.registry.notices import notice

notice(
    "offer",
    words=_("Someone hopes to walk with you. Your answer is wanted."),
    permission="mentors.answer_offer",
)
notice(
    "offer_answered",
    words=_("A peer answered an offer."),
    permission="mentors.view_peer",
)
notice(
    "person_answered",
    words=_("Someone answered an offer you made."),
    permission="mentors.view_peer",
)
notice(
    "first_meeting",
    words=_("Someone wants to meet you first. Your program manager knows the day."),
    permission="mentors.answer_offer",
)
notice(
    "paired",
    words=_("You are paired. You can see how to reach them now."),
    permission="mentors.add_contact",
)
notice(
    "offer_closed",
    words=_("An offer you said yes to is closed. Nothing is left for you to do."),
    permission="mentors.answer_offer",
)
notice(
    "pairing_ended",
    words=_("A pairing of yours ended. Your supervisor can talk it over with you."),
    permission="mentors.add_contact",
)
notice(
    "not_today",
    words=_("A peer cannot make it today."),
    permission="mentors.view_pairing",
)
notice(
    "note_opened",
    words=_("Your supervisor opened a note of yours. The entry says why."),
    permission="coordination.view_people",
)
notice(
    "after_all",
    words=_("A peer can make it today after all."),
    permission="mentors.view_pairing",
)
notice(
    "needs_answer",
    words=_("A pairing needs an answer. Talk with both, then end it."),
    permission="mentors.add_pairing",
)

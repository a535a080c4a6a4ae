"""What a role may do. Which record it may do it to is coordination.access."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    PROGRAM_MANAGER = "program_manager", _("Program manager")
    PEER = "peer", _("Peer")
    SUPERVISOR = "supervisor", _("Supervisor")
    PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")
    ADMINISTRATOR = "administrator", _("Administrator")


# No permission here bears the name of a record permission (view_survivor, read_notes).
EVERYBODY = {"coordination.view_today", "selfcare.check_in", "selfcare.ask_debrief"}
DIRECTORY = {"referrals.view_group", "referrals.view_partner"}
SETTING_UP = {"coordination.see_set_up"}

MAY = {
    Role.PROGRAM_MANAGER: EVERYBODY
    | DIRECTORY
    | {
        "coordination.view_every_survivor",
        "coordination.view_people",
        "coordination.add_survivor",
        "coordination.change_survivor",
        "coordination.change_basics",
        "coordination.change_safe_contact",
        "coordination.record_report_answers",
        "coordination.change_flags",
        "coordination.change_organisation",
        "coordination.add_step",
        "coordination.change_goal",
        "coordination.manage_instruments",
        "coordination.reveal_identity",
        "mentors.view_peer",
        "mentors.change_peer",
        "mentors.change_limit",
        "mentors.change_wishes",
        "mentors.view_pairing",
        "mentors.view_session",
        "mentors.add_pairing",
        "mentors.end_pairing",
        "referrals.print_summary",
        "referrals.view_consent",
        "referrals.add_consent",
        "referrals.stop_consent",
        "referrals.view_handoff",
        "referrals.add_handoff",
        "referrals.update_handoff",
        "referrals.add_partner",
        "referrals.change_group",
        "referrals.check_group",
    },
    Role.PEER: EVERYBODY
    | DIRECTORY
    | {
        "coordination.view_people",
        "coordination.record_outcome",
        "coordination.change_basics",
        "coordination.change_safe_contact",
        "coordination.record_report_answers",
        "coordination.change_flags",
        "coordination.add_step",
        "coordination.change_goal",
        "coordination.reveal_identity",
        "mentors.change_limit",
        "mentors.change_wishes",
        "mentors.view_pairing",
        "mentors.view_session",
        "mentors.end_pairing",
        "mentors.answer_offer",
        "mentors.add_contact",
        "referrals.print_summary",
        "referrals.view_consent",
        "referrals.add_consent",
        "referrals.stop_consent",
        "referrals.view_handoff",
        "referrals.add_handoff",
        "referrals.update_handoff",
        "referrals.add_partner",
        "referrals.check_group",
    },
    Role.SUPERVISOR: EVERYBODY
    | DIRECTORY
    | {
        "coordination.view_people",
        "coordination.reveal_identity",
        "mentors.view_peer",
        "mentors.change_limit",
        "mentors.reveal_note",
        "mentors.view_pairing",
        "mentors.view_session",
        "referrals.view_consent",
        "referrals.stop_consent",
        "referrals.view_handoff",
        "selfcare.view_team",
        "selfcare.record_supervision",
    },
    Role.PRIVACY_OFFICER: EVERYBODY
    | DIRECTORY
    | SETTING_UP
    | {"coordination.lift_denial", "coordination.review_access"},
    Role.ADMINISTRATOR: EVERYBODY
    | DIRECTORY
    | SETTING_UP
    | {"coordination.change_organisation", "coordination.manage_instruments"},
}


def may(user, permission):
    """Whether one of this user's roles may do this. Superuser status gives nothing."""
    if not (user.is_authenticated and user.is_active):
        return False
    return any(permission in MAY[role] for role in user.roles)

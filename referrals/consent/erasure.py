"""Agreements go with the person; that they were made stays, and names nobody."""

from coordination.registry import erasure, pages
from referrals.consent.models import AgreementDraft, Consent, ConsentEvent, HandOver

erasure.register(Consent, "survivor", how="delete")
erasure.register(Consent.history.model, "survivor", how="delete")
erasure.register(AgreementDraft, "survivor", how="delete")
erasure.register(HandOver, "consent__survivor", how="delete")
erasure.register(ConsentEvent, "", how="keep")
pages.about("sharing", Consent)

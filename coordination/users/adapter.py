"""What Daybook asks of allauth: one answer for every failed sign-in, and nothing by the way."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _

from .lock import safe_path

NO_MATCH = _("Those details do not match. You can try again, or ask your admin.")
WAIT = _("Wait one minute and try again, or ask your admin to let you in.")


class Adapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; sign-in says the same whatever went wrong."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": NO_MATCH,
        "email_password_mismatch": NO_MATCH,
        "too_many_login_attempts": WAIT,
    }

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        """After signing in only to a path of our own, not to another host that is ours too."""
        return bool(safe_path(url))

    def authenticate(self, request, **credentials):
        """The user, or None. A deactivated account fails, and counts, like a wrong password."""
        user = super().authenticate(request, **credentials)
        if user and not user.is_active:
            self.pre_authenticate(request, **credentials)
            return None
        return user

    def _get_login_attempts_cache_key(self, request, **credentials):
        # allauth adds the Host header, whose port a guesser may change with every guess.
        return credentials.get("email", "").strip().lower()

    def add_message(self, request, *args, **kwargs):
        """No "Successfully signed in as ...": a page never greets with an address."""

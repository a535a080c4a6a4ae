"""Signing in and unlocking."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination.forms import Form, Questions

WRONG_PASSWORD = _("That password does not match. You can try again, or sign out.")


class SignInForm(Questions, LoginForm):
    """E-mail and password; allauth counts the failures."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = _("E-mail"), _("Password")
        password.help_text = ""
        for field, meaning in ((login, "username"), (password, "current-password")):
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["autocomplete"] = meaning


class UnlockForm(Form):
    """The password of whoever is signed in. Failures count like failures to sign in."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self):
        user, password = self.request.user, self.cleaned_data["password"]
        adapter = get_adapter(self.request)
        if adapter.authenticate(self.request, email=user.email, password=password) != user:
            raise ValidationError(WRONG_PASSWORD, code="wrong_password")
        return password

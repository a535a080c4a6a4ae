"""Staff: their sign-in and the roles they hold. People we support have no account."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from coordination import vault
from coordination.records import ref_field
from coordination.roles import Role


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, *, name="", roles=(), **extra):
        """A member of staff with their own sealing key. Roles are Role values."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **extra)
        user.set_password(password)
        vault.create_key(user.pk)
        user.save(using=self._db)
        for role in roles:
            RoleHeld.objects.create(user=user, role=role)
        return user

    def create_superuser(self, email, password=None, **extra):
        """For Django's command. Superuser status opens nothing in Daybook."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def holding(self, role):
        """Active staff who hold a role."""
        return self.filter(is_active=True, held__role=role)


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff. Signs in by e-mail."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = ref_field()
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    mail_on = models.BooleanField(_("mail when something is new"), default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]

    @cached_property
    def roles(self):
        """The roles this user holds, read once a request."""
        return frozenset(Role(held.role) for held in self.held.all())

    @property
    def role_labels(self):
        return [role.label for role in Role if role in self.roles]


class RoleHeld(models.Model):
    """A role somebody holds."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="held")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="one_row_per_role")]

    def __str__(self):
        return self.get_role_display()

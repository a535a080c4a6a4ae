"""Factories of staff and of people, through the doors the screens use: each with a key."""

import factory
from factory.django import DjangoModelFactory

from coordination.models import Survivor, User
from coordination.survivors.actions import add_survivor

PASSWORD = "a long password for tests"


class UserFactory(DjangoModelFactory):
    """`UserFactory(name="Pia", roles=[Role.PEER])`: signs in as pia@example.org with PASSWORD."""

    class Meta:
        model = User

    name = factory.Sequence("Staff {}".format)
    email = factory.LazyAttribute(lambda user: f"{user.name.lower().replace(' ', '-')}@example.org")
    password = PASSWORD
    roles = ()

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(*args, **kwargs)


class SurvivorFactory(DjangoModelFactory):
    """`SurvivorFactory(name="Lark", by=dana)`: a person with her own key, added by a manager."""

    class Meta:
        model = Survivor

    name = factory.Sequence("Person {}".format)
    by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, by, **kwargs):
        return add_survivor(survivor=model_class(*args, **kwargs), by=by)

"""Keys and the read audit keep to their own databases (settled: safety 4.1, read audit)."""

from django.conf import settings

OWN = {"personkey": "keys", "readaudit": "audit"}


def home_of(model_name):
    alias = OWN.get(model_name, "default")
    return alias if alias in settings.DATABASES else "default"


class HomeRouter:
    """Each model has one database."""

    def db_for_read(self, model, **hints):
        return home_of(model._meta.model_name)

    db_for_write = db_for_read

    def allow_relation(self, one, other, **hints):
        return home_of(one._meta.model_name) == home_of(other._meta.model_name)

    def allow_migrate(self, db, app_label, model_name=None, **hints):
        if model_name is None:
            return db == "default"
        return db == home_of(model_name)

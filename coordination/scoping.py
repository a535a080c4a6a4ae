"""Querysets that refuse to run until somebody said on whose behalf they read."""

from functools import wraps

from django.db import models


class NotScoped(Exception):
    """A queryset about people ran without `visible_to(user)`."""


def scopes(method):
    """Mark a queryset method whose result may run."""

    @wraps(method)
    def scoped(self, *args, **kwargs):
        rows = method(self._may_run(), *args, **kwargs)
        return rows._may_run()

    return scoped


class ScopedQuerySet(models.QuerySet):
    """
    A queryset that raises NotScoped when it runs, unless a method marked @scopes allowed it.

    Forgetting `visible_to(user)` is then an error in the first test that reaches the line,
    not a page that shows everybody.
    """

    _scoped = False

    def _may_run(self):
        rows = self._chain()
        rows._scoped = True
        return rows

    def _clone(self):
        rows = super()._clone()
        rows._scoped = self._scoped
        return rows

    def _check(self):
        if not self._scoped:
            raise NotScoped(f"Ask {self.model.__name__}.objects.visible_to(user) first.")

    @scopes
    def unscoped(self, why):
        """All rows, for actions, reasons and jobs. `why` is for the reader."""
        if not why:
            raise ValueError("Say why nobody's view limits these rows.")
        return self

    def lock(self, pk):
        """
        One row, fetched again and locked to the end of the transaction.

        Raises DoesNotExist. A caller that holds the row already passed its own `visible_to`.
        """
        return self.unscoped("a row its caller holds").select_for_update(of=("self",)).get(pk=pk)

    def lock_all(self, rows):
        """These rows, locked in order of key, so that two callers never wait for each other."""
        keys = [getattr(row, "pk", row) for row in rows]
        found = self.unscoped("rows their caller holds").filter(pk__in=keys)
        return list(found.order_by("pk").select_for_update(of=("self",)))

    def _fetch_all(self):
        self._check()
        super()._fetch_all()

    def iterator(self, *args, **kwargs):
        self._check()
        return super().iterator(*args, **kwargs)

    def count(self):
        self._check()
        return super().count()

    def exists(self):
        self._check()
        return super().exists()

    def aggregate(self, *args, **kwargs):
        self._check()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs):
        self._check()
        return super().update(**kwargs)

    def delete(self):
        self._check()
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def resolve_expression(self, *args, **kwargs):
        self._check()
        return super().resolve_expression(*args, **kwargs)

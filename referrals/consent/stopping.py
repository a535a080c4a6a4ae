"""What else happens when an agreement stops holding. Later rooms register; none can hold it up."""

import logging

from django.db import transaction

log = logging.getLogger("daybook")
_hooks = []


def on_stop(function):
    """
    Register `function(agreement, why, by)`, run in the transaction that ends an agreement.

    `why` is "stopped" or "ended"; `by` is None when the end came with time. It must be safe to
    run twice.
    """
    _hooks.append(function)
    return function


def tell(agreement, *, why, by):
    """
    Run what was registered. One that fails is logged and undone alone: no error may keep a person
    from stopping (S33), and the gate refuses a stopped agreement whatever the hooks did.
    """
    for hook in _hooks:
        try:
            with transaction.atomic():
                hook(agreement, why, by)
        except Exception:
            log.exception("%s failed when an agreement stopped", hook.__name__)

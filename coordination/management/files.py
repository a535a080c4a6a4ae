"""Reading the file a command was given, or saying in one sentence why that is not possible."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _


def read_file(path, largest):
    """Up to one byte more than `largest`, so that a reader can refuse. Raises CommandError."""
    try:
        with path.open("rb") as stream:
            return stream.read(largest + 1)
    except OSError as error:
        raise refusal(path, error.strerror) from error
    except ValueError as error:  # a name no file can have
        raise refusal(path, _("no file can have this name")) from error


def refusal(path, reason):
    """One sentence about this file, to be raised."""
    return CommandError(
        _("%(file)s was not read: %(reason)s.")
        % {"file": path.name or path, "reason": str(reason).rstrip(".")}
    )

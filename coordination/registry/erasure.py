"""What becomes of each table when a person is removed. A test keeps the list complete."""

WAYS = {"delete", "keep", "key"}
_entries = {}


def register(model, path, *, how):
    """
    Say how a model's rows of one person go.

    `path` leads from the row to the person ("survivor", "pairing__survivor", "" for none);
    `how`: delete the row, keep it (it names nobody), or destroying the key is enough.
    """
    if how not in WAYS:
        raise ValueError(f"{how!r} is no way to go.")
    _entries[model] = (path, how)


def entries():
    return dict(_entries)

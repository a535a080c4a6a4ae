"""Whom a page is about, told from its address: what a reference in it names."""

_models = {}


def about(part, model):
    """
    Say that `<part>/<ref>/...` is a page about the person of that row of `model`.

    The model has a `ref` and `visible_to`; each app says it beside how its tables go, since what
    was typed there and not saved goes with her too.
    """
    _models[part] = model


def row_of(user, route, ref):
    """
    (whether pages of this route are about a person, the row of theirs this user may see or None).
    """
    model = _models.get(route.partition("/")[0])
    if model is None:
        return False, None
    return True, model.objects.all().visible_to(user).filter(ref=ref).first()

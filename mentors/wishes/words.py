"""What she asked for, in a few words for lists; what is delicate stays general there (S21)."""

from django.utils.translation import gettext as _

OPENLY = ["languages", "times", "gender", "ways"]


def in_short(survivor):
    """
    Spanish, evenings, a woman, shared experience; "" before she was asked.

    Load the survivor with `select_related("wishes")`, so that a list asks once.
    """
    wishes = getattr(survivor, "wishes", None)
    if wishes is None:
        return ""
    counting = wishes.counting()
    said = [word for trait, wish in counting for word in _said(trait, wish)]
    if any(trait.key not in OPENLY for trait, _wish in counting):
        said.append(_("shared experience"))
    return ", ".join(said)


def _said(trait, wish):
    return trait.words(wish["want"]) if trait.key in OPENLY else []


def rows(wishes):
    """Rows for components/summary_list.html: each wish, and how much it matters to her."""
    weights = {"must": _("must have"), "nice": _("would be nice")}
    line = _("%(words)s (%(weight)s)")
    return [
        {
            "term": trait.label,
            "value": line
            % {"words": ", ".join(trait.words(wish["want"])), "weight": weights[wish["weight"]]},
        }
        for trait, wish in wishes.counting()
    ]

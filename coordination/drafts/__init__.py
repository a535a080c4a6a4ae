"""
Drafts: what somebody typed and did not save (NOTE-2, experience.md e.4, S25).

One draft for each user and page. It is theirs alone: nobody else opens, counts or lists it, and
after seven days it is gone. On a person's page it is sealed under her key, so that it goes with
her. Passwords, tokens and files are never kept.

What works by itself, for every form built on `coordination.forms`:
- a form that arrives after the lock is kept, and filled in again after unlocking;
- a form that went through (its answer leads on) takes its draft with it;
- a button `name="keep_draft" value="<address>"` keeps what was typed and goes to that address.

What a page asks for:
- `{% include "components/form.html" with keeps_draft=address_of_back %}`, or on a form of its own
  `data-keeps-draft="{% url 'keep_draft' %}"`: kept while one types, with JavaScript;
- `initial=drafts.kept(request)`: also a draft begun at another device is shown;
- `drafts.keep(request)` and `drafts.drop(request)` in its view, for a path of its own.
"""

from coordination.drafts.actions import drop, keep, kept

__all__ = ["drop", "keep", "kept"]

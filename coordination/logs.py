"""Logs carry references only: no names, forms, query strings, or values of local variables."""

import logging
import traceback


class NoDetails(logging.Filter):
    """Keeps where it failed and the kind of error; drops its words, which may quote a row."""

    def filter(self, record):
        if record.exc_info and record.exc_info[0]:
            kind, _error, trace = record.exc_info
            places = (f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace))
            record.msg, record.args = f"{kind.__name__} at " + " < ".join(reversed([*places])), ()
            record.exc_info = record.exc_text = None
        elif hasattr(record, "request") and hasattr(record, "status_code"):
            # On a broken connection the "request" is a bare socket.
            match = getattr(record.request, "resolver_match", None)
            view = match.view_name if match else "no view"
            method = getattr(record.request, "method", "")
            record.msg, record.args = f"{record.status_code} {method} {view}", ()
        return True

"""Work that falls due with time. `manage.py run_due` runs it; running twice changes nothing."""

_jobs = []


def job(function):
    """Register a function of `now`. It must be safe to run twice."""
    _jobs.append(function)
    return function


def jobs():
    return list(_jobs)

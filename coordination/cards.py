"""What coordination itself brings to shared pages."""

from coordination.audit import cards as audit  # noqa: F401
from coordination.flags import cards as flags  # noqa: F401  registers its own
from coordination.goals import cards as goals  # noqa: F401
from coordination.home import cards as home  # noqa: F401
from coordination.outcomes import cards as outcomes  # noqa: F401
from coordination.survivors import cards as survivors  # noqa: F401

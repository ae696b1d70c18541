"""Why nothing was fetched, in words for an editor."""

from datetime import datetime

from django.utils.functional import Promise


class FetchProblem(Exception):
    """What stopped a request. `reason` is a sentence, in the reader's language when it is shown."""

    def __init__(self, reason: str | Promise, retry_at: datetime | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_at = retry_at

    def __str__(self) -> str:
        return str(self.reason)


class Refused(FetchProblem):
    """The hub does not ask such an address: nothing was sent."""


class Busy(FetchProblem):
    """The server is to be left in peace until `retry_at`: nothing was sent."""


class Failed(FetchProblem):
    """The server could not be reached, or answered too slowly, too much or unreadably."""


class Unreadable(Failed):
    """The server answers, but too much or damaged: no reason to let it rest."""

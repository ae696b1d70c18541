"""Starts what the hub runs on: PostgreSQL and Valkey from wheels, then web, worker and beat.

For demos, tests and development. Production runs the same programs under Docker Compose or
systemd instead (docs/operations.md). Knows nothing of Django; talks to the hub by environment
variables and `manage.py` only.
"""


class ServiceError(Exception):
    """A service could not be started or used; the message is one line and says what to do."""

"""Other processes of the hub, on the database of the test."""

import os

from django.db import connection


def environment(**other):
    """Return what another process needs to work on the same database; `HOST`, `PORT`: a proxy."""
    given = {**connection.settings_dict, **other}
    name, user, password = given["NAME"], given["USER"], given["PASSWORD"]
    url = f"postgresql://{user}:{password}@{given['HOST']}:{given['PORT']}/{name}"
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "hub.settings"}

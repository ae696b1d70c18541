"""The capabilities' own tests run under the same guards as the hub's."""

from tests.conftest import (
    _files,
    _fresh_sites,
    django_db_modify_db_settings,
    django_db_setup,
    pytest_configure,
    pytest_runtest_teardown,
)

__all__ = [
    "_files",
    "_fresh_sites",
    "django_db_modify_db_settings",
    "django_db_setup",
    "pytest_configure",
    "pytest_runtest_teardown",
]

"""The capabilities' own tests run under the same guards as the hub's."""

from tests.conftest import (
    _files,
    _foundation,
    _fresh_sites,
    django_db_modify_db_settings,
    django_db_setup,
    pytest_configure,
)

__all__ = [
    "_files",
    "_foundation",
    "_fresh_sites",
    "django_db_modify_db_settings",
    "django_db_setup",
    "pytest_configure",
]

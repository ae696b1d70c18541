"""The feeds' tests start from the same site as the API's."""

from tests.delivery.api.conftest import get, site  # noqa: F401

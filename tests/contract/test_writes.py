"""Nobody writes through a capability's endpoints without saying who they are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.kernel.contract import registry
from hub.kernel.contract.parts import Endpoints
from tests.contract.endpoints import READS, operations

pytestmark = pytest.mark.django_db

WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.mark.brings(part=Endpoints)
def test_anonymous_writes_are_refused(capability, everything, client):
    mine = [one.part for one in registry.owned(Endpoints) if one.owner is capability]
    for part in mine:
        for method, address in operations(part):
            if method in READS:
                continue
            with CaptureQueriesContext(connection) as queries:
                response = client.generic(method, address, b"{}", content_type="application/json")

            assert response.status_code in {401, 403}, (method, address, response.content)
            assert response["Content-Type"] == "application/problem+json"
            assert not [one for one in queries if one["sql"].startswith(WRITES)]


@pytest.mark.brings(part=Endpoints)
def test_reading_writes_nothing(capability, everything, client):
    for part in (one.part for one in registry.owned(Endpoints) if one.owner is capability):
        for method, address in operations(part):
            if method in READS:
                with CaptureQueriesContext(connection) as queries:
                    assert client.generic(method, address).status_code < 500
                assert not [one for one in queries if one["sql"].startswith(WRITES)]

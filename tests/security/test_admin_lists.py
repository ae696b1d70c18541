"""Whatever is typed into the filters of the admin's lists: an answer below 500, and soon."""

import csv
import io
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from plugins.accessibility.models import BarrierReport
from plugins.editorial.models import HomePage
from tests.factories.content import DistrictFactory, PlaceFactory, TopicFactory, hub_site
from tests.factories.events import event, event_index
from tests.security.addresses import example, table

pytestmark = pytest.mark.django_db
SERVER_ERROR = 500
ODD = (
    "31.12.9999",
    "01.01.0001",
    "9999-12-31",
    "9" * 30,
    "NaN",
    "\x00",
    "'\"\\",
    "x" * 3_000,
)
# What a search could stumble over: it knows no dates.
WORDS = ("9" * 30, "\x00", "'\"\\", "x" * 3_000)
# What the form of the filters could stumble over when it shows it again: the whole page is drawn.
# For the others the list alone, which the same view gives at an address of its own.
SHOWN = ("31.12.9999", "'\"\\", "x" * 3_000)
ALWAYS = ("p", "q", "ordering", "export", "locale", "tag", "collection_id", "lang", "results_only")


# Which of the three hundred addresses are lists does not depend on what they list.
LISTS: list[tuple[str, set[str]]] = []


def lists(client: Client) -> list[tuple[str, set[str]]]:
    """Return (address, the parameters its filters read) of every list in the admin."""
    client.raise_request_exception = False
    if not LISTS:
        LISTS.extend(_lists(client))
    return LISTS


def _lists(client: Client) -> Iterator[tuple[str, set[str]]]:
    for route, permission in table().items():
        address = example(route)
        is_again = (address or "").endswith("/results/")
        if permission != "admin" or not (address or "").startswith("/admin/"):
            continue
        if is_again:
            continue
        response = client.get(address)
        if response.status_code != 200 or "object_list" not in (response.context or {}):
            continue
        yield address, {*ALWAYS, *_names(response.context)}


def _names(context: Any) -> Iterator[str]:
    filters = (context or {}).get("filters")
    form = getattr(filters, "form", None)
    for name, field in form.fields.items() if form else ():
        suffixes = getattr(field.widget, "suffixes", None)
        yield from (f"{name}_{one}" for one in suffixes) if suffixes else (name,)


def _possible(field: Any) -> dict[str, Any]:
    """Return what an editor may choose in a field of a filter: {suffix of its name: value}."""
    if suffixes := getattr(field.widget, "suffixes", None):
        return dict(zip(suffixes, ("01.01.2020", "31.12.2030"), strict=True))
    values = [one[0] for one in getattr(field, "choices", ()) if one[0]]
    return {"": str(values[0])} if values else {"": "a"}


def alone(address: str) -> str:
    """Return where the same view gives the list without the page around it."""
    results = f"{address}results/"
    return results if results.lstrip("/") in table() else address


def _filters(client: Client, address: str) -> dict[str, dict[str, Any]]:
    """Return {name of a filter of a list: parameters that make use of it}."""
    filters = (client.get(address).context or {}).get("filters")
    fields = filters.form.fields if getattr(filters, "form", None) else {}
    return {
        name: {f"{name}_{end}" if end else name: one for end, one in _possible(field).items()}
        for name, field in fields.items()
    }


def test_every_list_is_searched_and_filtered_at_once(admin_client: Client) -> None:
    TopicFactory(), PlaceFactory(), DistrictFactory()
    event(event_index(hub_site(HomePage).root_page), title="Werkstatt")
    failed, seen = [], 0
    for address, names in lists(admin_client):
        filters = _filters(admin_client, address) if names > {*ALWAYS} else {}
        together = {name: value for one in filters.values() for name, value in one.items()}
        for place, chosen in (
            *((alone(address), one) for one in filters.values()),
            (address, together),
        ):
            seen += 1
            response = admin_client.get(place, {"q": "werk", **chosen})
            if response.status_code != 200:
                failed.append((address, chosen, response.status_code))
    assert seen > 50
    assert failed == []


def test_only_a_form_logs_out(admin_client: Client) -> None:
    assert admin_client.get("/admin/logout/").status_code == 405
    assert admin_client.get("/admin/").status_code == 200
    assert admin_client.post("/admin/logout/").status_code == 302
    assert admin_client.get("/admin/").status_code == 302


def test_no_odd_value_of_a_filter_breaks_a_list(admin_client: Client) -> None:
    event(event_index(hub_site(HomePage).root_page), title="Werkstatt", rrule="FREQ=WEEKLY")
    failed, seen = [], 0
    for address, names in lists(admin_client):
        seen += 1
        odd = [(value, names - {"q"}) for value in ODD] + [(value, {"q"}) for value in WORDS]
        for value, group in odd:
            place = address if value in SHOWN and group != {"q"} else alone(address)
            started = time.monotonic()
            response = admin_client.get(place, dict.fromkeys(group, value))
            if response.status_code >= SERVER_ERROR or time.monotonic() - started > 5:
                failed.append((address, value[:12], sorted(group)))
    assert seen > 10
    assert failed == []


STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
FORMULAS = ("=HYPERLINK(1)", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1")


def table_of(response: Any) -> list[list[Any]]:
    """Return the rows of an export, whichever it is."""
    content = response.getvalue()
    if response["Content-Type"].startswith("text/csv"):
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet]


def test_no_export_of_the_admin_has_a_formula_a_blank_line_or_breaks(admin_client: Client) -> None:
    site = hub_site(HomePage)
    index = event_index(site.root_page)
    for number, start in enumerate(FORMULAS):
        title = f"{start}\x02{number}"
        TopicFactory(label=title)
        PlaceFactory(name=title, district=DistrictFactory(name=title))
        Redirect.objects.create(old_path=f"/{number}", redirect_link=title)
    event(index, title="=1+1\x01", organiser_name="@SUM(A1)")
    today = date(2026, 11, 28)
    BarrierReport.objects.create(site=site, page="/", description="=1", due_on=today)
    exports: set[str] = set()
    for address, _names in lists(admin_client):
        for kind in ("csv", "xlsx"):
            response = admin_client.get(address, {"export": kind})
            if "attachment" not in response.headers.get("Content-Disposition", ""):
                break
            exports.add(address)
            rows = table_of(response)
            assert all(any(cell not in {None, ""} for cell in row) for row in rows), address
            texts = [cell for row in rows for cell in row if isinstance(cell, str)]
            assert [cell for cell in texts if cell.lstrip(" ").startswith(STARTS)] == [], address
            assert [cell for cell in texts if "\x02" in cell or "\x01" in cell] == [], address
    assert len(exports) > 6, exports
    assert "/admin/snippets/content/topic/" in exports

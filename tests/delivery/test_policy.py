"""What shows the theme runs no inline script, in the admin's frames and windows too."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hub.publication.deciding.sites import settle_sites
from plugins.editorial.models import HomePage, NewsPage
from tests.factories.content import add_page, hub_site

pytestmark = pytest.mark.django_db


def scripts(response: Any) -> list[str]:
    """Return the sources of scripts that the answer allows."""
    policy = response["Content-Security-Policy"]
    parts = [part.split() for part in policy.split(";")]
    return next(part[1:] for part in parts if part[0] == "script-src")


def test_only_screens_of_the_admin_itself_may_have_inline_scripts(
    admin_client: Client,
) -> None:
    site = hub_site(HomePage)
    settle_sites()
    page = add_page(site.root_page, NewsPage, title="Meldung", live=False)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert scripts(admin_client.get(edit)) == ["'self'", "'unsafe-inline'"]
    revision = page.latest_revision or page.save_revision()
    drawn = {
        "draft": reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        "revision": reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk]),
        "reader": "/-/patterns/",
    }
    for name, address in drawn.items():
        response = admin_client.get(address)
        assert response.status_code == 200, name
        assert scripts(response) == ["'self'"], name

"""Every page of the portal, rendered from rows."""

import pytest


@pytest.mark.parametrize("locale", ["de", "en", "uk", "ar", "de-x-ls"])
def test_every_page_is_readable_in_every_language(city, client, locale):
    names = ("section", "page", "imprint", "news", "organisation", "events", "weekly", "online", "alert")
    paths = [f"/{locale}/", *(city.path(getattr(city, name), locale) for name in names)]
    for path in paths:
        response = client.get(path, follow=True)
        assert response.status_code == 200, path
        assert b"<h1" in response.content

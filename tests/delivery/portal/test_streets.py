"""The map with streets: one page names its server, and only for a reader who asked."""

SERVER = "https://kacheln.example.org"
TILES = SERVER + "/{z}/{x}/{y}.png"


def policy(client, path: str) -> str:
    return client.get(path)["Content-Security-Policy"]


def test_only_the_page_of_who_asked_names_the_server(city, client, settings):
    settings.HUB_MAP_TILES = TILES
    events = city.path(city.events)

    assert f"img-src 'self' data: {SERVER};" in policy(client, f"{events}?view=map&streets=1")
    for path in (
        f"{events}?view=map",
        f"{events}?view=map&streets=0",
        f"{events}?streets=1",
        "/de/?streets=1",
        city.path(city.weekly),
    ):
        assert SERVER not in policy(client, path), path
        assert "leaflet" not in client.get(path).content.decode()


def test_the_choice_stays_while_the_selection_changes(city, client, settings):
    settings.HUB_MAP_TILES = TILES
    html = client.get(f"{city.path(city.events)}?view=map&streets=1&topic=climate").content.decode()
    assert "?streets=1&amp;view=map" in html, "the chip that takes the topic away"


def test_a_city_may_do_without(city, client, settings):
    settings.HUB_MAP_TILES = "none"
    path = f"{city.path(city.events)}?view=map&streets=1"
    html = client.get(path).content.decode()
    assert "Karte mit Straßen" not in html
    assert "img-src 'self' data:;" in policy(client, path)

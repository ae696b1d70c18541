"""The hub's own settings."""

from pathlib import Path

from hub.settings import environment

PROJECT = environment.PROJECT
HUB_HOME = Path(environment.text("HUB_HOME", str(PROJECT / ".hub")))
HUB_PORT = environment.number("HUB_PORT", 8000)
HUB_BASE_URL = environment.text("HUB_BASE_URL", f"http://127.0.0.1:{HUB_PORT}").rstrip("/")
HUB_SEARCH_ENGINE = environment.text("HUB_SEARCH_ENGINE", "search.postgres.PostgresEngine")
HUB_SEARCH_URL = environment.text("SEARCH_URL", "")

# Recurring dates are worked out this far ahead, and at most so many a page (design.md §5).
HUB_DATES_WINDOW_DAYS = 548
HUB_DATES_MAXIMUM = 500
# A change of more pages than this is built by a worker; taking down never waits for one.
HUB_SETTLE_INLINE_MAXIMUM = 100
# A builder that works longer at one document, in all its languages, is cut
# (hub.publication.building.cut).
HUB_BUILD_SECONDS = 1.0
# Hear of new rows by LISTEN; tests that roll back their transaction ask the database instead.
HUB_LISTEN = environment.flag("HUB_LISTEN", True)
# Reads the filters that editors write in blocks; content stands below the room that knows them.
HUB_QUERY_CHECK = "hub.publication.query.editors.problems"
# Whole answers kept in each web process, while nothing has changed (hub.delivery.answers).
HUB_ANSWERS_MEBIBYTES = environment.number("HUB_ANSWERS_MEBIBYTES", 64)
# While PostgreSQL does not answer, those are given on for the rest of their minute.
HUB_ANSWERS_WITHOUT_DATABASE = environment.flag("HUB_ANSWERS_WITHOUT_DATABASE", True)
# How much of a web process's minute one network may have (hub.delivery.work); 0: no ceiling.
HUB_NETWORK_SECONDS = environment.number("HUB_NETWORK_SECONDS", 20)
# The pictures of the map with streets: a public authority's (BKG, CC BY 4.0), or the city's own.
HUB_MAP_TILES = environment.text(
    "HUB_MAP_TILES",
    "https://sgx.geodatenzentrum.de/wmts_basemapde/tile/1.0.0/de_basemapde_web_raster_farbe"
    "/default/GLOBAL_WEBMERCATOR/{z}/{y}/{x}.png",
)
HUB_MAP_SOURCE = environment.text("HUB_MAP_SOURCE", "basemap.de / BKG, CC BY 4.0")
HUB_MAP_SOURCE_URL = environment.text("HUB_MAP_SOURCE_URL", "https://basemap.de/")
# Rivers and districts below the places, before a reader asks for streets.
HUB_MAP_OUTLINE = environment.text(
    "HUB_MAP_OUTLINE", str(PROJECT / "themes" / "stadt" / "outline.geojson")
)
# Answers the public forms that capabilities bring; the kernel stands below the room that does so.
HUB_INTAKE = "hub.intake.pages.form_page.answer"
# Whose public holidays the office keeps, as in ISO 3166-2:DE without `DE-`.
HUB_STATE = environment.text("HUB_STATE", "ST")
# What strangers upload lies here until a moderator accepts it; nothing serves this folder.
HUB_QUARANTINE = HUB_HOME / "quarantine"
# Rounds of each key a browser derives before it sends a public form, 256 of them on average; 0:
# forms ask for no proof.
HUB_PROOF_COST = environment.number("HUB_PROOF_COST", 2000)
# How the hub names itself to other people's servers, with where to complain.
HUB_FETCH_USER_AGENT = environment.text(
    "HUB_FETCH_USER_AGENT", f"EngagementHub/1 (+{HUB_BASE_URL}/)"
)
# Servers in closed networks that may be asked all the same, as host:port, separated by commas.
HUB_FETCH_ALLOW = environment.names("HUB_FETCH_ALLOW", "")
# The least time between two requests to one server.
HUB_FETCH_PAUSE_SECONDS = environment.number("HUB_FETCH_PAUSE_SECONDS", 1)

"""docs/api.md names every word, format and address that there is."""

import re
from pathlib import Path

from hub.delivery.api.endpoints.root import LINKS
from hub.delivery.feeds import FORMATS
from hub.kernel.contract import registry
from hub.publication.query import parameters_for

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "api.md").read_text()
WORDS = set(re.findall(r"`([^`\n]+)`", PAGE))


def test_every_filter_of_our_kinds_stands_in_the_table():
    ours = [one for one in registry.kinds() if registry.capability_of(one.name) != "example"]
    wanted = {name for kind in ours for name in parameters_for([kind])} | {"fields"}

    assert wanted <= WORDS, wanted - WORDS


def test_every_format_stands_there_with_its_media_type_and_its_limit():
    for one in FORMATS:
        line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{one.suffix}`"))
        assert f"`{one.media_type.partition(';')[0]}`" in line
        assert f"{one.limit_maximum:,}" in line


def test_every_link_of_the_first_page_stands_there():
    for path in LINKS.values():
        assert path in PAGE

"""The lists in other formats: one format a file, all behind `formats.Format`."""

from typing import Final

from hub.delivery.feeds.atom import ATOM_FORMAT
from hub.delivery.feeds.csv_table import CSV
from hub.delivery.feeds.formats import FeedContext, Format
from hub.delivery.feeds.ics import ICS
from hub.delivery.feeds.json_feed import JSON_FEED
from hub.delivery.feeds.json_ld import JSON_LD
from hub.delivery.feeds.rss import RSS

FORMATS: Final = (ICS, RSS, ATOM_FORMAT, JSON_FEED, CSV, JSON_LD)
DETAIL_FORMATS: Final = (ICS, JSON_LD)

__all__ = ["DETAIL_FORMATS", "FORMATS", "FeedContext", "Format"]

"""What was counted of a selection, kept until a row changes or ends.

`site_of` returns the same object for so long: that is what it is kept by.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

from hub.publication.query.selection import Selection, SiteFacts

T = TypeVar("T")

# Anybody can ask for any selection: the counts of so many of a site are kept, the last ones.
MAXIMUM: Final = 200

_kept: dict[int, tuple[SiteFacts, OrderedDict[Hashable, Any]]] = {}


def kept(name: str, selection: Selection, read: Callable[[], T], *more: Hashable) -> T:
    """Return what `read()` counts of a selection, read once as long as nothing has changed.

    `name` and `more` say what is counted. Nobody may change what is returned.
    """
    site = selection.site
    held = _kept.get(site.site_id)
    if held is None or held[0] is not site:
        held = _kept[site.site_id] = (site, OrderedDict())
    counts, key = held[1], (name, *more, selection.whole)
    found = counts.get(key)
    if found is None:
        found = counts[key] = read()
        while len(counts) > MAXIMUM:
            counts.popitem(last=False)
    value: T = found
    return value

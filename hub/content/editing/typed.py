"""What people type: control characters, which nobody sees, do not come in.

They stick to texts pasted from word processors and PDF. To refuse them would send an editor looking
for what no screen shows, so they are left out of every form, the admin's and the public ones.
"""

import re
from collections.abc import Callable
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.response import HttpResponseBase

from hub.kernel.documents.texts import UNWRITABLE, writable
from hub.kernel.patience import EDITORS

# A word processor's line break within a paragraph.
LINE_BREAKS: Final = re.compile("[\x0b\x0c]")
# The same characters as JSON writes them, in what rich text editors send.
ESCAPED: Final = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u(?:000[0-8bcef]|001[0-9a-f]|fff[ef])", re.IGNORECASE
)
JSON: Final = ("{", "[", '"')


class Typed:
    """Middleware: forms reach the views without control characters."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST":
            try:
                posted = request.POST
            except UnreadablePostError:
                # Whoever sent it has gone.
                return HttpResponse(status=400)
            except RequestDataTooBig:
                if request.path_info.startswith(EDITORS):
                    raise
                # Public forms say by themselves, and in words, how much they take.
                return self.get_response(request)
            if any(_is_odd(value) for _name, values in posted.lists() for value in values):
                request.POST = _cleaned(posted)  # type: ignore[assignment]
        return self.get_response(request)


def _is_odd(value: str) -> bool:
    return bool(UNWRITABLE.search(value) or (value.startswith(JSON) and ESCAPED.search(value)))


def _cleaned(given: QueryDict) -> QueryDict:
    cleaned = QueryDict(mutable=True, encoding=given.encoding)
    for name, values in given.lists():
        cleaned.setlist(name, [clean(value) for value in values])
    cleaned._mutable = False
    return cleaned


def clean(value: str) -> str:
    """Return a field's text without control characters."""
    text = writable(LINE_BREAKS.sub("\n", value))
    return ESCAPED.sub(r"\1", text) if text.startswith(JSON) else text

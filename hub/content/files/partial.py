"""Parts of files (RFC 9110, 14): Safari plays no video without them, and no reader can seek."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

BLOCK_BYTES: Final = 64 * 1024
# One range; whoever asks for several gets the whole, which the standard allows.
ASKED: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class PartialContent:
    """Middleware: a file is answered in the part that `Range` asks for.

    206 with `Content-Range`; 416 where the file ends before the part begins. A range that is not
    understood, or is of another state of the file (`If-Range`), gets the whole file.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, FileResponse) or not _is_whole(request, response):
            return response
        response["Accept-Ranges"] = "bytes"
        match = ASKED.fullmatch(request.headers.get("Range", ""))
        if match is None or match[0] == "bytes=-" or _has_changed(request, response):
            return response
        size = int(response["Content-Length"])
        if match[1]:
            start, end = int(match[1]), min(int(match[2] or size), size - 1)
        else:
            start, end = max(size - int(match[2]), 0), size - 1
        if match[1] and match[2] and int(match[1]) > int(match[2]):
            return response
        if start > end:
            response.close()
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        file: Any = response.file_to_stream
        file.seek(start)
        response.status_code = 206
        response.streaming_content = _blocks(file, end - start + 1)
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
        response["Content-Length"] = str(end - start + 1)
        return response


def _is_whole(request: HttpRequest, response: FileResponse) -> bool:
    return (
        request.method == "GET"
        and response.status_code == HttpResponse.status_code
        and response.has_header("Content-Length")
        and response.file_to_stream is not None
    )


def _has_changed(request: HttpRequest, response: FileResponse) -> bool:
    known = request.headers.get("If-Range")
    return known is not None and known not in {
        response.get("ETag", ""),
        response.get("Last-Modified", ""),
    }


def _blocks(file: Any, left: int) -> Iterator[bytes]:
    while left > 0 and (block := file.read(min(BLOCK_BYTES, left))):
        left -= len(block)
        yield block

"""Public pages: cacheable for a minute, with an ETag over what they say, without cookies."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control

View = Callable[..., HttpResponseBase]

MAX_AGE_SECONDS: Final = 60
GOOD: Final = 200


def public(view: View) -> View:
    """Make a view's answers public: a page that says the same is not sent twice (304)."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.has_header("Cache-Control") or not isinstance(response, HttpResponse):
            return response
        patch_cache_control(response, public=True, max_age=MAX_AGE_SECONDS)
        if response.status_code != GOOD:
            return response
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:22]}"'
        response["ETag"] = etag
        found = get_conditional_response(request, etag=etag, response=response)
        return found or response

    return answer

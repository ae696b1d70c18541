"""What a translator puts in the place of the original's link or picture: no address that runs."""

import json
import re
from http import HTTPStatus
from typing import Final

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation
from wagtail_localize.views.edit_translation import edit_override

# Browsers overlook such characters in front of and inside a scheme (WHATWG URL §4.4).
OVERLOOKED: Final = re.compile("[\x00-\x20]")
RUNS: Final = ("javascript:", "vbscript:", "data:")


def edit_override_safely(
    request: HttpRequest, translation_id: int, overridable_segment_id: int
) -> HttpResponseBase:
    """Answer as wagtail-localize does, which looks at no value; 400 for an address that runs."""
    with transaction.atomic():
        response: HttpResponseBase = edit_override(request, translation_id, overridable_segment_id)
        if request.method == "PUT" and _runs(translation_id, overridable_segment_id):
            transaction.set_rollback(True)
            message = _("This address would run a program. Give one that begins with https://.")
            return JsonResponse({"value": [message]}, status=HTTPStatus.BAD_REQUEST)
    return response


def _runs(translation_id: int, segment_id: int) -> bool:
    contexts = OverridableSegment.objects.filter(pk=segment_id).values("context_id")
    locales = Translation.objects.filter(pk=translation_id).values("target_locale_id")
    found = SegmentOverride.objects.filter(context_id__in=contexts, locale_id__in=locales)
    values = (json.loads(one) for one in found.values_list("data_json", flat=True))
    return any(
        isinstance(value, str) and OVERLOOKED.sub("", value).lower().startswith(RUNS)
        for value in values
    )

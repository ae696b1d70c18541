"""Uploaded files as Wagtail's admin shows them. Readers never come here: they get `/images/`."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer an uploaded file to somebody who may enter the admin; 403 to everybody else."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, max-age=3600"
    return response

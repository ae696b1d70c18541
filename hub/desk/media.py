"""Pictures as Wagtail's admin shows them. Readers never come here: they get `/images/`.

Nothing else of the folder is answered: documents only at their own address, where Wagtail asks
the restriction of their collection.
"""

from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve
from wagtail.models import CollectionViewRestriction
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile

from hub.content.models import HubImage, HubRendition

PASSWORD: Final = CollectionViewRestriction.PASSWORD


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer a picture to somebody who may enter the admin and see the picture's collection.

    403 to everybody else, 404 for what is no picture.
    """
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    image = _image_of(path)
    if image is None and not UserProfile.objects.filter(avatar=path).exists():
        raise Http404
    if image is not None and not _may_see(request, image):
        raise PermissionDenied
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _image_of(path: str) -> HubImage | None:
    """Return the image whose file or drawn size this is."""
    rendition = HubRendition.objects.select_related("image").filter(file=path).first()
    return rendition.image if rendition else HubImage.objects.filter(file=path).first()


def _may_see(request: HttpRequest, image: HubImage) -> bool:
    # A password is for readers: who keeps the picture needs none.
    is_kept_by_user = policy_registry.get_by_type(HubImage).user_has_permission_for_instance(
        request.user, "change", image
    )
    return all(
        restriction.accept_request(request)
        or (restriction.restriction_type == PASSWORD and is_kept_by_user)
        for restriction in image.collection.get_view_restrictions()
    )

"""Which policies an answer carries: strict for readers, wider for the admin, and for the one page
that may ask a device where it is."""

from typing import Any, Final

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_permissions_policy import PermissionsPolicyMiddleware

from hub.kernel.patience import EDITORS

# Wagtail 8 sets styles and scripts inline and shows previews in a frame of the same host. The
# scripts start its date fields, choosers and repeated panels; in stream fields its own script makes
# new elements of them, so that a nonce in templates would not help.
ADMIN_DIRECTIVES: Final = {
    "default-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "style-src": [SELF, UNSAFE_INLINE],
    "script-src": [SELF, UNSAFE_INLINE],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "worker-src": [SELF, "blob:"],
    "object-src": [NONE],
    "form-action": [SELF],
    "base-uri": [SELF],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}

# A preview or draft is the theme's page: it shows what editors typed, and has no inline script.
DRAFT_DIRECTIVES: Final = {**ADMIN_DIRECTIVES, "script-src": [SELF]}


def is_for_editors(request: HttpRequest) -> bool:
    """Whether the answer goes to an editor: the admin, or a preview that it shows in a frame."""
    return request.path_info.startswith(EDITORS) or bool(getattr(request, "is_dummy", False))


class Policy(CSPMiddleware):
    """Middleware: the reader's policy of the settings, and the editors' own."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the parts of the policy for this answer."""
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if is_for_editors(request) and not report_only:
            is_draft = getattr(request, "is_dummy", False)
            parts.config = dict[str, Any](DRAFT_DIRECTIVES if is_draft else ADMIN_DIRECTIVES)
        return parts

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Set the header; previews may be framed by the admin, nothing else by anybody."""
        if is_for_editors(request):
            response["X-Frame-Options"] = "SAMEORIGIN"
        answer: HttpResponseBase = super().process_response(request, response)
        return answer


def may_ask_where(request: HttpRequest) -> None:
    """Let the answer's page ask the reader's device where it is, if the reader taps for it."""
    request.hub_may_ask_where = True  # type: ignore[attr-defined]


class Features(PermissionsPolicyMiddleware):
    """Middleware: what a page may use of the reader's device: nothing, lists their place.

    Said of the request, not of the answer: a 304 has headers of its own, and browsers keep them.
    """

    def __call__(self, request: HttpRequest) -> Any:
        """Set the header."""
        response = super().__call__(request)
        if getattr(request, "hub_may_ask_where", False):
            policy = {**settings.PERMISSIONS_POLICY, "geolocation": ["self"]}
            response["Permissions-Policy"] = self.compute_header_value(policy, "PERMISSIONS_POLICY")
        return response

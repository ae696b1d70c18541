"""Declares what errands bring to the hub."""

from django.utils.translation import gettext_lazy as _

from hub.kernel.contract.capability import Capability
from hub.kernel.contract.parts import Follower, Kind, Part, PortalPage


class ErrandsConfig(Capability):
    """Errands that neighbours need help with."""

    name = "errands"
    label = "errands"
    verbose_name = _("Errands")
    title = _("Errands")
    summary = _("What neighbours need help with, until when, and how long it takes.")

    def provides(self) -> tuple[Part, ...]:
        """Return the kind, the form that anybody may send, and the list on paper."""
        from errands import asking, document, poster
        from errands.models import Errand

        return (
            Kind(
                name="errand",
                plural="errands",
                title=_("errand"),
                title_plural=_("Errands"),
                model=Errand,
                order="deadline",
                ended="leave",
                numbers=(document.MINUTES,),
                build_document=document.build_errand,
                read_line=document.read_errand,
                schema=document.SCHEMA,
                filters=document.FILTERS,
                facets=("topic",),
                schema_org=document.schema_org,
            ),
            PortalPage(name="ask", paths=asking.PATHS, answer=asking.answer, takes_token=True),
            Follower(name="poster", title=_("Errands on paper"), handle=poster.handle),
        )

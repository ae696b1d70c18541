"""Declares what the directory of network partners brings."""

from django.utils.translation import gettext_lazy as _

from hub.kernel.contract.capability import Capability
from hub.kernel.contract.parts import DeskPanel, IntakeForm, Kind, Part, PersonalData, Slot


class OrganisationsConfig(Capability):
    """Associations, municipal offices and businesses that take part in the network."""

    name = "plugins.organisations"
    label = "organisations"
    verbose_name = _("Organisations")
    title = _("Organisations")
    summary = _("The directory of network partners with contacts, address and opening hours.")

    def provides(self) -> tuple[Part, ...]:
        """Return the kind `organisation`, its public form, the desk's list of those to be asked."""
        from plugins.organisations import confirming, document, joining, privacy
        from plugins.organisations.models import OrganisationIndexPage, OrganisationPage

        return (
            Kind(
                name="organisation",
                # `organisation` is a shared field of every document: who organises it.
                object_key="profile",
                named_in="organisation",
                plural="organisations",
                title=_("organisation"),
                title_plural=_("Organisations"),
                model=OrganisationPage,
                index_page=OrganisationIndexPage,
                order="title",
                build_document=document.build_organisation,
                read_line=document.read_organisation,
                schema=document.PROFILE_SCHEMA,
                filters=document.FILTERS,
                facets=("type", "field", "district", "steering_group"),
                schema_org=document.schema_org,
            ),
            IntakeForm(
                name="join",
                kind="organisation",
                form=joining.JoinForm,
                paths=joining.PATHS,
                title=_("Add an organisation"),
                lead=_("Associations and initiatives of the city stand here. It costs nothing."),
                button=_("Send and confirm by e-mail"),
                steps=(
                    _("You fill in the form. That takes about three minutes."),
                    _("You get an e-mail and confirm your address."),
                    _("We look at the entry within three working days and write you."),
                ),
                note=joining.note,
                takes_token=True,
            ),
            Slot(
                name="correct",
                gap="organisation_aside",
                template="organisations/correct_link.html",
            ),
            Slot(name="join", gap="list_subscribe", template="organisations/join_link.html"),
            DeskPanel(
                name="confirming",
                title=_("Organisations to be confirmed"),
                hint=_(
                    "Write or call them: is everything still right? Then set the date of "
                    "confirmation."
                ),
                rows=confirming.waiting,
                entries=confirming.entries,
                order=60,
            ),
            PersonalData(
                name="address",
                model="organisations.OrganisationPage",
                fields=("email", "phone"),
                purpose=_("So that readers can reach the organisation."),
                legal_basis="Art. 6 (1) (a) GDPR",
                retention=None,
                find=privacy.find,
                eraser=privacy.erase,
                is_public=True,
            ),
        )

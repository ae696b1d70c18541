"""Django app of the shared content."""

from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from hub.kernel.contract.parts import Part, Schedule


class ContentConfig(AppConfig):
    """Shared content models; what they mean for the public is publication's business."""

    name = "hub.content"
    label = "content"
    verbose_name = _("Shared content")

    def ready(self) -> None:
        """Load the checks, guard exports and what translators write; languages come from the
        environment: look after each migrate."""
        from hub.content.editing import exports
        from hub.content.translating.drafting import keep_drafts_apart
        from hub.content.translating.facts import bind_facts_to_the_original
        from hub.content.translating.languages import create_locales
        from hub.content.translating.lengths import keep_texts_within_their_fields

        exports.make_safe()
        keep_drafts_apart()
        keep_texts_within_their_fields()
        bind_facts_to_the_original()
        post_migrate.connect(create_locales, sender=self)

    def provides(self) -> tuple[Part, ...]:
        """Return what draws pictures and makes translations by the clock."""
        return (
            Schedule(name="draw", task="hub.draw", every=timedelta(minutes=2)),
            Schedule(
                name="localize", task="hub.localize", every=timedelta(minutes=2), queue="import"
            ),
        )

"""Declares one of every part there is."""

from dataclasses import dataclass
from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _

from hub.kernel.contract.capability import Capability
from hub.kernel.contract.desk import Action
from hub.kernel.contract.parts import (
    DeskPanel,
    DocumentPart,
    Endpoints,
    Follower,
    IntakeForm,
    Kind,
    Part,
    PersonalData,
    PortalPage,
    Schedule,
    Slot,
)


@dataclass(frozen=True)
class ExampleSettings:
    """`token` lets a program pin notes; empty: nobody can."""

    token: str = ""


class ExampleConfig(Capability):
    """A notice board."""

    name = "plugins.example"
    label = "example"
    verbose_name = _("Notice board")
    title = _("Notice board")
    summary = _("Short notes by the neighbourhood. An example for developers.")
    settings = ExampleSettings

    def provides(self) -> tuple[Part, ...]:
        """Return one of every part."""
        from hub.intake.guard.quarantine import PICTURES
        from plugins.example import desk, document, following, forms, privacy, suggesting
        from plugins.example.models import Note, NoteIndexPage

        return (
            Kind(
                name="note",
                plural="notes",
                title=_("note"),
                title_plural=_("Notes"),
                model=Note,
                index_page=NoteIndexPage,
                order="deadline",
                ended="leave",
                numbers=(document.REWARD,),
                build_document=document.build_note,
                read_line=document.read_note,
                schema=document.NOTE_SCHEMA,
                filters=document.FILTERS,
                facets=("colour", "topic"),
                schema_org=document.schema_org,
            ),
            Endpoints(name="board", prefix="example", router="plugins.example.endpoints.router"),
            Schedule(
                name="unpin", task="example.unpin", at=time(0, 10), expires=timedelta(hours=12)
            ),
            DocumentPart(
                name="text",
                kind="page",
                build=document.text_part,
                schema=document.TEXT_PART_SCHEMA,
                prefetch=document.language_counts,
            ),
            Follower(name="tally", title=_("Tally of notes"), handle=following.handle),
            DeskPanel(
                name="pinned",
                title=_("Pinned notes"),
                rows=desk.pinned,
                entries=desk.entries,
                action=Action(label=_("Take the pin off"), act=desk.take_off),
                order=900,
            ),
            Slot(name="footnote", gap="footer", template="example/footnote.html"),
            PortalPage(
                name="suggest",
                paths=suggesting.PATHS,
                answer=suggesting.answer,
                takes_token=True,
                uploads=suggesting.UPLOADS,
            ),
            IntakeForm(
                name="note",
                kind="note",
                form=forms.NoteForm,
                paths=forms.PATHS,
                title=_("Send a note"),
                lead=_("Anybody may put a note on the board. It costs nothing."),
                button=_("Send the note and confirm by e-mail"),
                steps=(
                    _("You send the note and confirm your e-mail address."),
                    _("We look at it within three working days."),
                    _("You get an e-mail once it is on the board."),
                ),
                takes_token=True,
                uploads=PICTURES,
            ),
            PersonalData(
                name="author",
                model="example.Note",
                fields=("author_email",),
                purpose=_("To ask the author when something about the note is unclear."),
                legal_basis="Art. 6 (1) (e) GDPR",
                retention=timedelta(days=90),
                counts_from="written_at",
                at_end="clear",
                find=privacy.find,
                eraser=privacy.erase,
            ),
        )

"""Files to download, with type and size, so that nobody is surprised."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.content.blocks.choosers import DocumentChooser
from hub.content.blocks.struct import DocumentBlock
from hub.content.links import document_address, document_size


class Download(blocks.StructBlock):
    """One file."""

    document = DocumentChooser(label=_("File"))
    title = blocks.CharBlock(
        label=_("Title here"),
        required=False,
        max_length=200,
        help_text=_("Empty: the title that is saved with the file."),
    )


class Downloads(DocumentBlock):
    """A list of files. Files of restricted collections are left out."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=160)
    files = blocks.ListBlock(Download(), label=_("Files"), min_num=1, max_num=40)

    def facts(self, value: Any, hub: Any, anchors: Any) -> dict[str, Any] | None:
        """Return the public files."""
        files = [one for one in (_file(one, hub) for one in value["files"]) if one]
        return {"downloads": files} if files else None

    class Meta:
        label = _("Downloads")
        icon = "download"
        template = "hub/blocks/downloads.html"


def _file(one: Any, hub: Any) -> dict[str, Any] | None:
    document = one["document"]
    address = document_address(document, hub)
    if address is None:
        return None
    details = [document.file_extension.upper(), document_size(document)]
    return {
        "address": address,
        "title": one["title"] or document.title,
        "details": ", ".join(part for part in details if part),
    }

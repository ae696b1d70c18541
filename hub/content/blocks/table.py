"""A table with a caption and header cells."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail_localize.segments import StringSegmentValue

from hub.content.blocks.struct import DocumentBlock

CAPTION = "caption"


class Cells(TableBlock):
    """The cells. wagtail-localize translates each cell and the caption."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Return the caption and each cell that says something."""
        if not value:
            return []
        segments = [StringSegmentValue(CAPTION, value.get("table_caption") or "")]
        for row, cells in enumerate(value.get("data", [])):
            for column, cell in enumerate(cells):
                if cell and str(cell).strip():
                    segments.append(StringSegmentValue(f"{row}-{column}", str(cell)))
        return [one for one in segments if not one.is_empty()]

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        """Return the table with the translated texts."""
        restored = {**value, "data": [list(cells) for cells in value["data"]]}
        for segment in segments:
            if segment.path == CAPTION:
                restored["table_caption"] = segment.render_text()
            else:
                row, column = (int(one) for one in segment.path.split("-"))
                restored["data"][row][column] = segment.render_text()
        return restored


class Table(DocumentBlock):
    """Facts in rows and columns; not for layout."""

    table = Cells(
        label=_("Table"),
        # The editor that Wagtail bundles has menus in English only.
        table_options={
            "minSpareRows": 0,
            "startRows": 3,
            "startCols": 3,
            "renderer": "text",
            "language": "en-US",
        },
        help_text=_("The caption says what the table shows. Choose which cells are headers."),
    )

    def facts(self, value: Any, hub: Any, anchors: Any) -> dict[str, Any] | None:
        """Return caption, header cells and rows, without merged or styled cells."""
        table = value["table"]
        rows = [[str(cell or "") for cell in row] for row in (table or {}).get("data", [])]
        if not any(cell.strip() for row in rows for cell in row):
            return None
        has_head = bool(table.get("first_row_is_table_header"))
        return {
            "caption": table.get("table_caption") or "",
            "head": rows[0] if has_head else None,
            "rows": rows[1:] if has_head else rows,
            "has_row_headers": bool(table.get("first_col_is_header")),
        }

    class Meta:
        label = _("Table")
        icon = "table"
        template = "hub/blocks/table.html"

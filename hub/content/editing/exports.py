"""Every table the admin exports: without formulas, without characters that no file can hold.

Wagtail writes its reports, redirects and snippets itself, with one mixin for all; so the mixin is
mended here, once, instead of each view.
"""

from typing import Any, Final

from django.http import HttpRequest
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from hub.kernel.documents.texts import writable

# A cell that starts so is run as a formula by spreadsheets (OWASP, CSV Injection, 2024).
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def defused(value: Any) -> Any:
    """Return a text that no spreadsheet takes for a formula; everything else as it is."""
    if not isinstance(value, str):
        return value
    text = writable(value)
    return f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) else text


def make_safe() -> None:
    """Let all views that export do it safely; called once at start."""
    preprocess, setup = SpreadsheetExportMixin.preprocess_field_value, SpreadsheetExportMixin.setup

    def preprocess_safely(self: Any, field: str, value: Any, export_format: str) -> Any:
        return defused(preprocess(self, field, value, export_format))

    def setup_with_columns(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        setup(self, request, *args, **kwargs)
        # Without columns an export is a file of empty lines.
        self.is_export = self.is_export and bool(self.list_export)

    SpreadsheetExportMixin.preprocess_field_value = preprocess_safely
    SpreadsheetExportMixin.setup = setup_with_columns

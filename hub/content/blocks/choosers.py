"""Choosers whose objects are read ahead for a whole batch of pages."""

from wagtail.blocks import PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from hub.content.shelf import ReadAhead


class PageChooser(ReadAhead, PageChooserBlock):
    """A page of the hub."""


class DocumentChooser(ReadAhead, DocumentChooserBlock):
    """A file to download."""


class ImageChooser(ReadAhead, ImageChooserBlock):
    """A picture."""


class SnippetChooser(ReadAhead, SnippetChooserBlock):
    """A snippet, e.g. a contact."""

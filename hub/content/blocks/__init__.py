"""The StreamField blocks editors write with."""

from django.utils.translation import gettext_lazy as _

from hub.content.blocks.accordion import Accordion
from hub.content.blocks.call_to_action import CallToAction
from hub.content.blocks.contact_box import ContactBox
from hub.content.blocks.downloads import Downloads
from hub.content.blocks.embed import Embed
from hub.content.blocks.gallery import Gallery
from hub.content.blocks.heading import Heading
from hub.content.blocks.items import Items
from hub.content.blocks.notice import Notice
from hub.content.blocks.picture import Picture
from hub.content.blocks.quote import Quote
from hub.content.blocks.table import Table
from hub.content.blocks.text import Text
from hub.content.blocks.video import Video

WRITING = _("Writing")
SHOWING = _("Showing")
LEADING = _("Leading on")

BODY_BLOCKS = [
    ("rich_text", Text(group=WRITING)),
    ("heading", Heading(group=WRITING)),
    ("accordion", Accordion(group=WRITING)),
    ("notice", Notice(group=WRITING)),
    ("quote", Quote(group=WRITING)),
    ("table", Table(group=WRITING)),
    ("image", Picture(group=SHOWING)),
    ("gallery", Gallery(group=SHOWING)),
    ("video", Video(group=SHOWING)),
    ("embed", Embed(group=SHOWING)),
    ("items", Items(group=LEADING)),
    ("call_to_action", CallToAction(group=LEADING)),
    ("contact_box", ContactBox(group=LEADING)),
    ("downloads", Downloads(group=LEADING)),
]

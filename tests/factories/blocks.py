"""One value of every block, as the editor stores it."""

from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from tests.factories.content import ContactFactory, ImageFactory


def entry(**value: Any) -> dict[str, Any]:
    """Return an item of a list; its id is what translations hang on."""
    return {"type": "item", "id": str(uuid4()), "value": value}


def every_block(page: Any, index: Any) -> dict[str, Any]:
    """Return {block: value}; links lead to `page`, the list of news to `index`."""
    image = ImageFactory(credit="Büro", licence="CC BY 4.0")
    contact = ContactFactory(url="https://example.org")
    document = Document.objects.create(
        title="Leitlinien", file=ContentFile(b"x" * 2048, "leitlinien.pdf"), file_size=2048
    )
    video = Document.objects.create(
        title="Karte", file=ContentFile(b"x" * 4096, "karte.mp4"), file_size=4096
    )
    picture = {"image": image.pk, "alt": "", "is_decorative": False, "caption": "Fest"}
    table = {
        "data": [["Tag", "Zeit"], ["Mo", "9–12\nUhr"]],
        "table_caption": "Sprechzeiten",
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_header_choice": "both",
    }
    return {
        "rich_text": "<p>Mit <b>Mut</b> und <i>Herz</i>.</p><ul><li>eins</li></ul><hr/>",
        "heading": {"text": "Öffentlichkeitsarbeit & mehr", "level": "2"},
        "accordion": {"level": "3", "entries": [entry(title="1. Aufbau", text="<p>Ja</p>")]},
        "notice": {"tone": "important", "title": "Neu", "text": "<p>Ab <b>Mai</b></p>"},
        "quote": {"text": "Wir machen\n\nweiter.", "person": "Mitwirkende"},
        "table": {"table": table},
        "image": picture,
        "gallery": {
            "title": "Fest",
            "pictures": [entry(**picture), entry(**{**picture, "is_decorative": True})],
        },
        "embed": {
            "kind": "video",
            "title": "Film",
            "url": "https://www.youtube.com/watch?v=abcdefghijk",
            "text": "Menschen erzählen.",
        },
        "video": {
            "purpose": "sign_language",
            "title": "So bekommen Sie die Karte (2 Minuten)",
            "file": video.pk,
            "captions": None,
            "text": "Sie brauchen ein Formular.",
        },
        "items": {"title": "Neues", "kind": "news", "query": "", "limit": 3, "page": index.pk},
        "call_to_action": {
            "title": "Los",
            "text": "Es geht",
            "label": "Netzwerk kennenlernen",
            "target": {"page": page.pk, "url": "", "email": ""},
        },
        "contact_box": {"title": "Fragen?", "contact": contact.pk},
        "downloads": {"title": "Zum Lesen", "files": [entry(document=document.pk, title="")]},
    }

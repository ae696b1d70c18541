"""The models of the shared content."""

from hub.content.models.attempts import Attempt
from hub.content.models.contacts import Contact
from hub.content.models.images import HubImage, HubRendition
from hub.content.models.jobs import TranslationJob
from hub.content.models.pages import HubPage, IndexPage
from hub.content.models.places import Place
from hub.content.models.records import Record
from hub.content.models.sites import SiteSettings
from hub.content.models.topics import District, Topic, TopicLabel
from hub.content.models.words import TranslatedWords

__all__ = [
    "Attempt",
    "Contact",
    "District",
    "HubImage",
    "HubPage",
    "HubRendition",
    "IndexPage",
    "Place",
    "Record",
    "SiteSettings",
    "Topic",
    "TopicLabel",
    "TranslatedWords",
    "TranslationJob",
]

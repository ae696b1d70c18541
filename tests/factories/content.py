"""What every test of content starts from: a site, languages, topics, places, contacts, images.

site = hub_site(HomePage)                  # a German home page and a site that shows it
page = add_page(site.root_page, NewsPage, title="Sommerfest")
settle({page.translation_key})
"""

from typing import Any

import factory
import wagtail_factories
from django.conf import settings
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory
from wagtail.models import Collection, Locale, Page, Site

from hub.content.models import Contact, District, HubImage, Place, SiteSettings, Topic, TopicLabel


def lay_foundation() -> None:
    """Make the tree's root, the root collection and the languages exist; safe to repeat."""
    from django.contrib.contenttypes.models import ContentType

    ContentType.objects.clear_cache()
    locales()
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", slug="root", locale=locale())
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


def locale(code: str = "de") -> Locale:
    """Return the language's Locale, new if need be."""
    return Locale.objects.get_or_create(language_code=code)[0]


def locales() -> list[Locale]:
    """Return a Locale for every language of the hub."""
    return [locale(code) for code, _name in settings.LANGUAGES]


def hub_site(
    home_class: type[Page],
    *,
    hostname: str = "testserver",
    port: int = 80,
    is_default: bool = True,
    code: str = "de",
    **fields: Any,
) -> Site:
    """Return a site with a live home page of the given class; `fields` go to the page."""
    lay_foundation()
    root = Page.objects.get(depth=1)
    Site.objects.filter(hostname=hostname, port=port).delete()
    if is_default:
        Site.objects.filter(is_default_site=True).update(is_default_site=False)
    slug = fields.pop("slug", None) or f"home-{hostname.replace('.', '-')}"
    home = home_class(
        title=fields.pop("title", "Dessau-Roßlau engagiert"),
        slug=slug,
        locale=locale(code),
        **fields,
    )
    root.add_child(instance=home)
    return Site.objects.create(
        hostname=hostname,
        port=port,
        root_page=home,
        is_default_site=is_default,
        site_name=home.title,
    )


def site_settings(site: Site, **fields: Any) -> SiteSettings:
    """Return the saved settings of a site with these fields."""
    return SiteSettings.objects.update_or_create(site=site, defaults=fields)[0]


def add_page(parent: Page, page_class: type[Page], *, live: bool = True, **fields: Any) -> Any:
    """Return a new page below `parent` in its language, with a revision; published if `live`."""
    topics = fields.pop("topics", None)
    page = page_class(locale=parent.locale, live=False, **fields)
    parent.add_child(instance=page)
    if topics is not None:
        page.topics.set(topics)
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def translated(page: Any, code: str, *, live: bool = True, **fields: Any) -> Any:
    """Return a copy of the page in another language, ancestors too, without wagtail-localize."""
    copy = page.copy_for_translation(locale(code), copy_parents=True)
    for name, value in fields.items():
        setattr(copy, name, value)
    revision = copy.save_revision()
    if live:
        for one in copy.get_ancestors().filter(live=False, depth__gt=1).specific():
            one.save_revision().publish()
        revision.publish()
    copy.refresh_from_db()
    return copy


class TopicFactory(DjangoModelFactory):
    """A main topic; give `parent` for one of the second level."""

    key = factory.Sequence(lambda number: f"topic-{number}")
    label = factory.Sequence(lambda number: f"Thema {number}")

    class Meta:
        model = Topic


class TopicLabelFactory(DjangoModelFactory):
    """A topic's name in another language."""

    topic = factory.SubFactory(TopicFactory)
    locale = "en"
    label = factory.Sequence(lambda number: f"Topic {number}")

    class Meta:
        model = TopicLabel


class DistrictFactory(DjangoModelFactory):
    """A district."""

    key = factory.Sequence(lambda number: f"district-{number}")
    name = factory.Sequence(lambda number: f"Stadtteil {number}")

    class Meta:
        model = District


class PlaceFactory(DjangoModelFactory):
    """A place in Dessau whose accessibility nobody has looked at yet."""

    name = factory.Sequence(lambda number: f"Bürgerhaus {number}")
    street = "Zerbster Straße 4"
    postcode = "06844"
    city = "Dessau-Roßlau"
    lat = 51.8364
    lon = 12.2469

    class Meta:
        model = Place


class ContactFactory(DjangoModelFactory):
    """A contact with all ways to get in touch."""

    name = factory.Sequence(lambda number: f"Koordinierungsstelle {number}")
    role = "Engagierte Stadt"
    email = "engagiertestadt@example.org"
    phone = "0340 204-1401"

    class Meta:
        model = Contact


class ImageFactory(wagtail_factories.ImageFactory):
    """A small picture with alternative text, in the root collection (which is public).

    It counts as drawn, although no size of it is: `is_drawn=False` waits for `draw_waiting`.
    """

    title = factory.Sequence(lambda number: f"Bild {number}")
    alt = "Menschen pflanzen einen Baum"
    credit = "Stadt Dessau-Roßlau"
    licence = "CC BY 4.0"
    file = factory.django.ImageField(width=1600, height=900, color="green")
    collection = factory.LazyFunction(lambda: Collection.objects.get(depth=1))

    class Meta:
        model = HubImage

    @factory.post_generation
    def is_drawn(self, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        """Say that the sizes exist."""
        if create and extracted is not False:
            self.drawn_as = self.drawing
            HubImage.objects.filter(pk=self.pk).update(drawn_as=self.drawn_as)


class CollectionFactory(wagtail_factories.CollectionFactory):
    """A collection below the root: `CollectionFactory(parent=Collection.get_first_root_node())`."""


class UserFactory(DjangoModelFactory):
    """A user of the admin; `is_superuser=True` for one who may do everything."""

    username = factory.Sequence(lambda number: f"user{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password("only-for-tests")

    class Meta:
        model = get_user_model()

"""Topics, districts, places and contacts: found by key, id or name, made where that is allowed."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify

from hub.content.models import Contact, District, Place, Topic, TopicLabel
from hub.content.models.accessibility import Fact
from hub.kernel.documents.document import ACCESSIBILITY_FACTS

CONTACT_FIELDS: Final = ("name", "role", "email", "phone", "url")
PLACE_FIELDS: Final = ("name", "street", "postcode", "city")
_FACTS: Final = {True: Fact.YES, False: Fact.NO, None: Fact.UNKNOWN}


class Refusal(ValueError):
    """A word of the vocabulary cannot be found or made. `field` says where."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Vocabulary:
    """Finds the words that lines name; remembers what it found.

    Without `may_create` an unknown word raises Refusal. `written_count` is how many were written.
    """

    def __init__(self, *, may_create: bool) -> None:
        self.may_create = may_create
        self.written_count = 0
        self._known: dict[tuple[str, Any], Any] = {}

    def topic(self, given: Any) -> Topic:
        """Return a topic by its key, its label in any language, or by {key, label}."""
        key, label = _key_and_name(given, "key", "label")
        found = self._find("topic", (key, label), lambda: _topic(key, label))
        if found is None:
            self._refuse_unknown("topic", key or label)
            found = self._make(
                Topic(key=_key(key or label), label=label or key), "topic", (key, label)
            )
        return found

    def district(self, given: Any) -> District:
        """Return a district by its key or name, or by {key, label}."""
        key, name = _key_and_name(given, "key", "label")
        found = self._find("district", (key, name), lambda: _district(key, name))
        if found is None:
            self._refuse_unknown("district", key or name)
            one = District(key=_key(key or name), name=name or key)
            found = self._make(one, "district", (key, name))
        return found

    def place(self, given: Any) -> Place:
        """Return a place by its id or name, or by an object as in documents."""
        facts = given if isinstance(given, Mapping) else _place_words(given)
        sign = (str(facts.get("id")), facts.get("name"), facts.get("street"))
        found = self._find("place", sign, lambda: _place(facts))
        if found is None:
            self._refuse_unknown("place", facts.get("name") or facts.get("id"))
            found = self._make(self._read_place(Place(), facts), "place", sign)
        return found

    def contact(self, given: Any) -> Contact:
        """Return a contact by its name, or by an object as in documents."""
        facts = given if isinstance(given, Mapping) else {"name": given}
        known = {key: str(facts.get(key) or "") for key in CONTACT_FIELDS}
        is_name_only = not isinstance(given, Mapping) or set(given) == {"name"}
        wanted = {"name": known["name"]} if is_name_only else known
        sign = tuple(sorted(wanted.items()))
        found = self._find("contact", sign, lambda: Contact.objects.filter(**wanted).first())
        if found is None:
            self._refuse_unknown("contact", known["name"])
            found = self._make(Contact(**known), "contact", sign)
        return found

    def define(self, name: str, content: Mapping[str, Any], *, only_new: bool = False) -> bool:
        """Make a vocabulary line true: the word exists and, unless `only_new`, is as the line says.

        Return whether it is new. Raises Refusal. Safe to repeat.
        """
        if name == "contact":
            may_create, count = self.may_create, self.written_count
            self.may_create = True
            self.contact({key: content.get(key) for key in CONTACT_FIELDS})
            self.may_create = may_create
            return self.written_count > count
        present: Callable[[Any], Any]
        read: Callable[[Any, Any], Any]
        present, read = {
            "topic": (_present_topic, self._read_topic),
            "district": (_present_district, _read_district),
            "place": (_place, self._read_place),
        }[name]
        known = present(content)
        if known is not None and only_new:
            return False
        models_by_name: dict[str, Any] = {"topic": Topic, "district": District, "place": Place}
        word: Any = known or models_by_name[name]()
        before_state = _state(word) if known else None
        read(word, content)
        if before_state is None or before_state != _state(word):
            _save(word)
            self.written_count += 1
        if name == "topic":
            self._write_labels(word, content.get("labels") or {})
        self._known.clear()
        return known is None

    def _find(self, name: str, sign: Any, read: Callable[[], Any]) -> Any:
        known = (name, sign)
        if known not in self._known:
            found = read()
            if found is None:
                return None
            self._known[known] = found
        return self._known[known]

    def _make(self, one: Any, name: str, sign: Any) -> Any:
        _save(one)
        self.written_count += 1
        self._known[name, sign] = one
        return one

    def _refuse_unknown(self, what: str, value: Any) -> None:
        if not self.may_create:
            raise Refusal(f"no {what} {value!r} here; --create-missing makes it")
        if not value:
            raise Refusal(f"a {what} needs a name")

    def _read_topic(self, topic: Topic, content: Mapping[str, Any]) -> Topic:
        topic.key = str(content.get("key") or "")
        topic.label = str(content.get("label") or topic.label or topic.key)
        topic.order = content.get("order", topic.order)
        if "parent" in content:
            parent = content["parent"]
            topic.parent = self.topic(parent) if parent else None
        return topic

    def _read_place(self, place: Place, content: Mapping[str, Any]) -> Place:
        if content.get("id") and place._state.adding:
            place.hub_id = _uuid(content["id"], "id")
        for key in PLACE_FIELDS:
            if key in content:
                setattr(place, key, str(content[key] or ""))
        for key in ("lat", "lon"):
            if key in content:
                setattr(place, key, content[key])
        if "district" in content:
            district = content["district"]
            place.district = self.district(district) if district else None
        for fact, value in (content.get("accessibility") or {}).items():
            if fact not in ACCESSIBILITY_FACTS or value not in _FACTS:
                raise Refusal(
                    f"{fact}: {value!r} is no fact, or not true, false or null", "accessibility"
                )
            setattr(place, fact, _FACTS[value])
        return place

    def _write_labels(self, topic: Topic, labels: Mapping[str, str]) -> None:
        present = {one.locale: one for one in TopicLabel.objects.filter(topic=topic)}
        for locale, label in labels.items():
            one = present.get(locale) or TopicLabel(topic=topic, locale=locale)
            if one.label != label:
                one.label = label
                _save(one)
                self.written_count += 1


def _save(one: models.Model) -> None:
    try:
        one.full_clean()
    except ValidationError as error:
        raise Refusal("; ".join(error.messages)) from None
    one.save()


def _state(one: Any) -> dict[str, Any]:
    return {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}


def _key_and_name(given: Any, key: str, name: str) -> tuple[str, str]:
    if isinstance(given, Mapping):
        return str(given.get(key) or ""), str(given.get(name) or given.get("name") or "")
    if not isinstance(given, str) or not given.strip():
        raise Refusal(f"{given!r} is neither a key, a name nor an object")
    return given.strip(), given.strip()


def _key(name: str) -> str:
    for letter, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        name = name.replace(letter, letters)
    return slugify(name)[:60]


def _topic(key: str, label: str) -> Topic | None:
    name = label or key
    topics = Topic.objects.order_by("pk")
    return (
        topics.filter(key=key).first()
        or topics.filter(label__iexact=name).first()
        or topics.filter(labels__label__iexact=name).first()
        # What would be its key if it were made.
        or topics.filter(key=_key(key or label)).first()
    )


def _district(key: str, name: str) -> District | None:
    districts = District.objects.order_by("pk")
    return (
        districts.filter(key=key).first()
        or districts.filter(name__iexact=name or key).first()
        or districts.filter(key=_key(key or name)).first()
    )


def _present_topic(content: Mapping[str, Any]) -> Topic | None:
    return Topic.objects.filter(key=str(content.get("key"))).first()


def _present_district(content: Mapping[str, Any]) -> District | None:
    return District.objects.filter(key=str(content.get("key"))).first()


def _read_district(district: District, content: Mapping[str, Any]) -> District:
    district.key = str(content.get("key") or "")
    district.name = str(content.get("name") or content.get("label") or "")
    return district


def _place_words(given: Any) -> dict[str, Any]:
    try:
        return {"id": str(UUID(given))}
    except (ValueError, TypeError, AttributeError):
        return {"name": given}


def _place(facts: Mapping[str, Any]) -> Place | None:
    places = Place.objects.select_related("district").order_by("pk")
    if facts.get("id"):
        return places.filter(hub_id=_uuid(facts["id"], "id")).first()
    wanted = {"name__iexact": str(facts.get("name") or "")}
    if facts.get("street"):
        wanted["street__iexact"] = str(facts["street"])
    return places.filter(**wanted).first()


def _uuid(value: Any, field: str) -> UUID:
    try:
        return UUID(str(value))
    except ValueError:
        raise Refusal(f"{value!r} is not a UUID", field) from None

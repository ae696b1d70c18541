"""schema.org Event (https://schema.org/Event, version 29) from a document."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

STATUS: Final = {
    "scheduled": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
    "postponed": "https://schema.org/EventPostponed",
    "moved": "https://schema.org/EventRescheduled",
}
MODE: Final = {
    "onsite": "https://schema.org/OfflineEventAttendanceMode",
    "online": "https://schema.org/OnlineEventAttendanceMode",
    "hybrid": "https://schema.org/MixedEventAttendanceMode",
}
SUB_EVENTS_MAXIMUM: Final = 50


def schema_org(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the event, dates of one that repeats as `subEvent`; unknown facts are left out."""
    event = document["event"]
    found = {
        "@type": "Event",
        "@id": document["url"],
        "url": document["url"],
        "identifier": event["uid"],
        "name": document["title"],
        "description": document["summary"],
        "image": document["image"]["url"] if document["image"] else None,
        "startDate": _when(event["first_starts_at"], event["all_day"]),
        "endDate": _when(event["first_ends_at"], event["all_day"], is_end=True),
        "eventStatus": STATUS[event["status"]],
        "eventAttendanceMode": MODE[event["format"]],
        "location": _location(document),
        "organizer": _organiser(document),
        "isAccessibleForFree": event["price"]["is_free"],
        "offers": _offers(document),
        "inLanguage": [one["key"] for one in event["languages"]] or None,
        "audience": _audience(event),
        "maximumAttendeeCapacity": event["registration"]["capacity"],
        "keywords": ", ".join(one["label"] for one in document["topics"]) or None,
        "subEvent": _sub_events(document),
    }
    return _present(found)


def _present(found: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _when(moment: str, all_day: bool, *, is_end: bool = False) -> str:
    """Return the moment, or the day where it has no time; an end's day is the last one."""
    if not all_day:
        return moment
    found = datetime.fromisoformat(moment)
    return str((found - timedelta(hours=12 if is_end else 0)).date())


def _location(document: Mapping[str, Any]) -> Any:
    locations = []
    place, online = document["place"], document["online_url"]
    if place and document["event"]["format"] != "online":
        locations.append(
            _present(
                {
                    "@type": "Place",
                    "name": place["name"],
                    "address": _present(
                        {
                            "@type": "PostalAddress",
                            "streetAddress": place["street"],
                            "postalCode": place["postcode"],
                            "addressLocality": place["city"],
                            "addressCountry": "DE",
                        }
                    ),
                    "geo": _geo(place),
                }
            )
        )
    if online and document["event"]["format"] != "onsite":
        locations.append({"@type": "VirtualLocation", "url": online})
    return locations[0] if len(locations) == 1 else locations


def _geo(place: Mapping[str, Any]) -> dict[str, Any] | None:
    if place["lat"] is None or place["lon"] is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": place["lat"], "longitude": place["lon"]}


def _organiser(document: Mapping[str, Any]) -> dict[str, Any] | None:
    organisation = document["organisation"]
    if organisation:
        return {
            "@type": "Organization",
            "@id": organisation["url"],
            "name": organisation["title"],
            "url": organisation["url"],
        }
    name = document["event"]["organiser_name"]
    return {"@type": "Organization", "name": name} if name else None


def _offers(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    event = document["event"]
    price, registration = event["price"], event["registration"]
    cents = [0] if price["is_free"] else [price["amount_cents"], price["reduced_cents"]]
    known = [one for one in cents if one is not None]
    if not known:
        return []
    availability = "SoldOut" if registration["is_full"] else "InStock"
    return [
        _present(
            {
                "@type": "Offer",
                "price": f"{one / 100:.2f}",
                "priceCurrency": price["currency"],
                "availability": f"https://schema.org/{availability}",
                "availabilityEnds": registration["deadline_at"],
                "url": registration["url"] or document["url"],
            }
        )
        for one in known
    ]


def _audience(event: Mapping[str, Any]) -> list[dict[str, str]]:
    return [{"@type": "Audience", "audienceType": one["label"]} for one in event["audience"]]


def _sub_events(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    if not document["event"]["recurrence"]:
        return []
    dates = document["dates"]
    if len(dates) > SUB_EVENTS_MAXIMUM:
        now = timezone.now()
        coming = [one for one in dates if datetime.fromisoformat(one["ends_at"]) > now]
        dates = (coming or dates)[:SUB_EVENTS_MAXIMUM]
    return [
        _present(
            {
                "@type": "Event",
                "name": document["title"],
                "url": document["url"],
                "startDate": _when(one["starts_at"], one["all_day"]),
                "endDate": _when(one["ends_at"], one["all_day"], is_end=True),
                "previousStartDate": one["recurrence_id"] if one["status"] == "moved" else None,
                "eventStatus": STATUS[one["status"]],
                "eventAttendanceMode": MODE[document["event"]["format"]],
                "location": _location(document),
                "description": one["note"],
            }
        )
        for one in dates
    ]

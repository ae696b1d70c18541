"""What editors do with an event, and what the clock does with it."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import precondition
from wagtail.models import Page, Revision

from hub.content.models import TopicLabel
from hub.publication.catch_up import end_what_is_over, settle_waiting
from hub.publication.models import Publication
from tests.factories.content import site_settings
from tests.publication.walking.ground import LENGTH, Ground, action, has, there, toggle_restriction
from tests.publication.walking.model import LANGUAGES


class Editors(Ground):
    """Actions of editors."""

    def save(self, **fields: Any) -> Revision:
        """Save a new draft that differs from the last one in these fields of `Version`."""
        self.model.draft = version = self.model.draft._replace(**fields)
        page = self.page.get_latest_revision_as_object()
        page.title, page.slug = version.title, version.slug
        page.start_time, page.price_cents = time(version.hour), version.cents
        page.status, page.status_reason = version.status, version.reason
        page.go_live_at = None
        page.expire_at = timezone.now() + timedelta(days=1) if version.has_end else None
        return page.save_revision()

    @there
    @action(hour=st.integers(8, 20), cents=st.sampled_from([0, 500]))
    def draft(self, hour: int, cents: int) -> None:
        self.number += 1
        self.save(title=f"Entwurf {self.number}", hour=hour, cents=cents)

    @there
    @action()
    def publish(self) -> None:
        self.number += 1
        self.save(title=f"Werkstatt {self.number}").publish()
        self.model.publish(self.model.draft)

    @there
    @action(hour=st.integers(8, 20), cents=st.sampled_from([0, 500]), is_cancelled=st.booleans())
    def publish_facts(self, hour: int, cents: int, is_cancelled: bool) -> None:
        reason = "Krank" if is_cancelled else ""
        self.save(hour=hour, cents=cents, reason=reason).publish()
        self.model.publish(self.model.draft)

    @there
    @action()
    def rename_slug(self) -> None:
        self.number += 1
        self.save(slug=f"werkstatt-{self.number}").publish()
        self.model.publish(self.model.draft)

    @there
    @action(has_end=st.booleans())
    def publish_with_end(self, has_end: bool) -> None:
        self.save(has_end=has_end).publish()
        self.model.publish(self.model.draft)

    @precondition(lambda self: self.model.is_live and self.model.live.has_end)
    @there
    @action()
    def end(self) -> None:
        """Let the end pass: nobody writes, the clock alone says so."""
        past = timezone.now() - timedelta(seconds=1)
        Page.objects.filter(pk=self.pk).update(expire_at=past)
        Publication.objects.filter(document_id=self.key, ends_at__isnull=False).update(ends_at=past)
        settle_waiting()
        end_what_is_over()
        self.model.unpublish()

    @there
    @action()
    def schedule(self) -> None:
        self.number += 1
        page = self.save(title=f"Später {self.number}").as_object()
        page.go_live_at = timezone.now() + timedelta(days=1)
        page.save_revision().publish()
        self.model.scheduled = self.model.draft

    @precondition(lambda self: self.model.scheduled)
    @there
    @action()
    def go_live(self) -> None:
        """Let the time pass for which a version was scheduled."""
        revision = Revision.objects.get(approved_go_live_at__isnull=False)
        past = timezone.now() - timedelta(seconds=1)
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()
        settle_waiting()
        self.model.publish(self.model.scheduled)

    @there
    @has(is_live=True)
    @action()
    def unpublish(self) -> None:
        self.page.unpublish()
        self.model.unpublish()

    @there
    @action()
    def close_or_open(self) -> None:
        self.model.is_closed = toggle_restriction(self.page)

    @action(number=st.integers(0, 1))
    def close_or_open_list(self, number: int) -> None:
        toggle_restriction(self.list_of(number))
        self.model.closed_places ^= {number}

    @action()
    def close_or_open_collection(self) -> None:
        self.model.is_collection_closed = toggle_restriction(self.collection())

    @there
    @action()
    def move(self) -> None:
        self.page.move(self.list_of(1 - self.model.place), pos="last-child")
        self.model.move()

    @action()
    def move_section(self) -> None:
        section = self.section_of(0)
        home = section.get_site().root_page
        target = home if self.model.is_inside else self.collection()
        section.move(target, pos="last-child")
        self.model.move_section()

    @action(code=st.sampled_from(["de", *LANGUAGES]))
    def rename_topic(self, code: str) -> None:
        self.number += 1
        name = f"Thema {self.number}"
        if code == "de":
            self.topic.label = self.model.topic = name
            self.topic.save()
        else:
            TopicLabel.objects.update_or_create(
                topic=self.topic, locale=code, defaults={"label": name}
            )
            self.model.topic_in[code] = name

    @action()
    def switch(self) -> None:
        self.model.is_off = not self.model.is_off
        off = ["events"] if self.model.is_off else []
        site_settings(self.list_of(0).get_site(), disabled_capabilities=off)

    @precondition(lambda self: self.number > LENGTH // 4)
    @there
    @action()
    def delete(self) -> None:
        self.page.delete()
        self.model.is_deleted = True

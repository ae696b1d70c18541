"""What pages and records of one matter share over their languages."""

from typing import Any, ClassVar

from wagtail_localize.fields import SynchronizedField


class Matter:
    """Words are translated; everything else follows the original. A subclass names only its own."""

    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("topics"),
        SynchronizedField("source_name", overridable=False),
        SynchronizedField("source_key", overridable=False),
        SynchronizedField("source_url", overridable=False),
        SynchronizedField("source_licence", overridable=False),
    ]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Add what all synchronise to what the kind says itself; the kind wins."""
        super().__init_subclass__(**kwargs)
        own = cls.__dict__.get("override_translatable_fields")
        if own is not None:
            inherited = super(cls, cls).override_translatable_fields  # type: ignore[misc]
            merged = {one.field_name: one for one in (*inherited, *own)}
            cls.override_translatable_fields = list(merged.values())

"""What topics and districts are called in one language: facets hold their keys only."""

from django.db.models import CharField, F, FilteredRelation, IntegerField, Q, Value
from django.db.models.functions import Coalesce

from hub.content.models import District, Topic


def labels(locale: str) -> dict[str, dict[str, str]]:
    """Return {"topic": {key: name}, "district": {key: name}, "parent": {key: main topic's key}}.

    In the office's order; one query.
    """
    topics = (
        Topic.objects.order_by()
        .annotate(own=FilteredRelation("labels", condition=Q(labels__locale=locale)))
        .annotate(
            facet=Value("topic", output_field=CharField()),
            words=Coalesce(F("own__label"), F("label")),
            rank=F("order"),
            above=F("parent__key"),
        )
        .values_list("facet", "key", "words", "rank", "above")
    )
    districts = (
        District.objects.order_by()
        .annotate(
            facet=Value("district", output_field=CharField()),
            words=F("name"),
            rank=Value(0, output_field=IntegerField()),
            above=Value(None, output_field=CharField(null=True)),
        )
        .values_list("facet", "key", "words", "rank", "above")
    )
    found: dict[str, dict[str, str]] = {"topic": {}, "district": {}, "parent": {}}
    rows = topics.union(districts, all=True)
    for facet, key, words, _rank, above in sorted(
        rows, key=lambda one: (one[3], one[2].casefold())
    ):
        found[facet][key] = words
        if above:
            found["parent"][key] = above
    return found

"""Tick boxes for topics: each main topic with those below it, side by side in columns."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms


@dataclass
class Group:
    """A main topic's box and the boxes below it."""

    box: dict[str, Any]
    below: list[dict[str, Any]] = field(default_factory=list)


class TopicBoxes(forms.CheckboxSelectMultiple):
    """Every topic is a box of its own: an item of a topic is found under its main topic too."""

    template_name = "hub/content/topic_boxes.html"

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["hub/content/topic_boxes.css"]}

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Return the context with the boxes in groups."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["groups"] = self._groups(context["widget"]["optgroups"])
        return context

    @staticmethod
    def _groups(optgroups: list[Any]) -> list[Group]:
        boxes = [(_topic(box), box) for _name, options, _index in optgroups for box in options]
        main = {topic.pk: Group(box) for topic, box in boxes if topic and topic.parent_id is None}
        found = list(main.values())
        for topic, box in boxes:
            if topic is None or (topic.parent_id and topic.parent_id not in main):
                found.append(Group(box))
            elif topic.parent_id:
                main[topic.parent_id].below.append(box)
        return found


def _topic(box: dict[str, Any]) -> Any:
    return getattr(box["value"], "instance", None)

"""Ids for the blocks of an imported text: wagtail-localize translates by them.

An editor's form gives every block and every item of a list an id. A line written by hand need not;
here it gets one that follows from the document and the block's place in it, so that reading the
same line again, or its translation, finds the same blocks.
"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID, uuid5

from wagtail import blocks

ITEM: Final = "item"
TEXTS: Final = (blocks.CharBlock, blocks.TextBlock, blocks.URLBlock, blocks.EmailBlock)


def with_ids(block: Any, value: Any, seed: UUID, place: str = "") -> Any:
    """Return a block's raw value with an id at each member of a stream and each item of a list.

    Ids that are there stay. What has not the shape of its block is returned as it is: who reads it
    says what is wrong.
    """
    if isinstance(block, blocks.BaseStructBlock) and isinstance(value, Mapping):
        given = {
            name: with_ids(block.child_blocks[name], one, seed, f"{place}/{name}")
            if name in block.child_blocks
            else one
            for name, one in value.items()
        }
        return {**given, **_empty_texts(block, given)}
    if not isinstance(value, list):
        return value
    if isinstance(block, blocks.BaseStreamBlock):
        return [_member(block, one, seed, f"{place}/{at}") for at, one in enumerate(value)]
    if isinstance(block, blocks.ListBlock):
        return [_item(block, one, seed, f"{place}/{at}") for at, one in enumerate(value)]
    return value


def _empty_texts(block: Any, value: Mapping[str, Any]) -> dict[str, str]:
    """Return "" for each text that is missing, as an editor's form saves it.

    wagtail-localize fails on None.
    """
    children = block.child_blocks.items()
    texts = {name for name, child in children if isinstance(child, TEXTS)}
    return {name: "" for name in texts if value.get(name) is None}


def _member(block: Any, one: Any, seed: UUID, place: str) -> Any:
    child = block.child_blocks.get(one.get("type")) if isinstance(one, Mapping) else None
    if child is None:
        return one
    value = with_ids(child, one.get("value"), seed, place)
    return {**_identified(one, seed, place), "value": value}


def _item(block: Any, one: Any, seed: UUID, place: str) -> Any:
    item = one if _is_item(one) else {"type": ITEM, "value": one}
    value = with_ids(block.child_block, item["value"], seed, place)
    return {**_identified(item, seed, place), "value": value}


def _is_item(one: Any) -> bool:
    return (
        isinstance(one, Mapping)
        and one.get("type") == ITEM
        and {"type", "value"} <= set(one) <= {"type", "value", "id"}
    )


def _identified(one: Mapping[str, Any], seed: UUID, place: str) -> dict[str, Any]:
    return {**one, "id": one.get("id") or str(uuid5(seed, place))}

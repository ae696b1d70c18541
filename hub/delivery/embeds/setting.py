"""How a list is to look in another website: the words that are the embeds' own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hub.delivery.api.parameters import choice
from hub.delivery.api.problems import ProblemError, refused
from hub.kernel.contract.parts import Kind
from hub.publication.query import Problem, parameters_for

LOOKS: Final = ("list", "cards", "short", "bare")
LEVELS: Final = tuple("123456")
BOOLEAN: Final = ("false", "true")
# In the fragment's address; the element has `src` and no `frame`.
OWN: Final = ("look", "pictures", "level", "frame")
# An embed is one page of a list, and says itself which fields it needs.
NOT_HERE: Final = ("cursor", "count")


@dataclass(frozen=True)
class Setting:
    """The look of one embed. `level` is that of its headings; `is_frame` makes a whole page."""

    look: str = "list"
    has_pictures: bool = False
    level: int = 3
    is_frame: bool = False


USUAL: Final = Setting()


def read_setting(parameters: Mapping[str, list[str]]) -> Setting:
    """Return the setting among the parameters of an address. Raises ProblemError 400 naming all."""
    problems: list[Problem] = []

    def one(name: str, allowed: tuple[str, ...], default: str) -> str:
        try:
            return choice(parameters, name, allowed, default)
        except ProblemError as error:
            problems.extend(error.problems)
            return default

    made = Setting(
        look=one("look", LOOKS, "list"),
        has_pictures=one("pictures", BOOLEAN, "false") == "true",
        level=int(one("level", LEVELS, "3")),
        is_frame=one("frame", BOOLEAN, "false") == "true",
    )
    if problems:
        raise refused(*problems)
    return made


def words_of(kind: Kind) -> list[str]:
    """Return the query's words that an embed of this kind understands, as in the API."""
    return [name for name in parameters_for([kind]) if name not in NOT_HERE]

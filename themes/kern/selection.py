"""Takes from KERN's style sheet what the pages wear: `python -m themes.kern.selection` writes it.

The whole sheet is 340 kB, 35 kB compressed; a page may weigh 60 kB in all. The file from KERN stays
as it is; this takes the rules of the classes that theme.toml names and the custom properties that
these need. Rules with pictures in `data:` addresses are left out: the strict policy blocks them.
"""

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
VERSION: Final = "2.7.2"
STATIC: Final = FOLDER / "static" / "kern"
SOURCE: Final = STATIC / "vendor" / f"kern-ux-{VERSION}" / "kern.min.css"
TARGET: Final = STATIC / "kern.css"
OURS: Final = STATIC / "theme.css"
HEAD: Final = f"""/* Taken from @kern-ux/native {VERSION} (EUPL-1.2). Do not edit: the whole file is
   vendor/kern-ux-{VERSION}/kern.min.css, themes/kern/selection.py takes from it. */
"""

CLASS: Final = re.compile(r"\.(kern-[\w-]+)")
NEEDED: Final = re.compile(r"var\((--kern-[\w-]+)")
ROOTS: Final = re.compile(r":root|\[data-kern-theme|\.kern-(?:light|dark)\b|^:is\(body")
# A string or the inside of brackets, where braces and semicolons say nothing.
STRING: Final = re.compile(r"\"[^\"]*\"|'[^']*'|/\*.*?\*/|url\([^)]*\)", re.DOTALL)

Rule = tuple[str, str]


def rules(css: str) -> Iterator[Rule]:
    """Yield (what stands before the brace, what stands in it) of each rule of a sheet."""
    hidden = STRING.sub(lambda found: "_" * len(found[0]), css)
    depth = start = brace = 0
    for at, sign in enumerate(hidden):
        if sign == "{":
            brace = at if depth == 0 else brace
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:brace].strip(), css[brace + 1 : at]
                start = at + 1
        elif sign == ";" and depth == 0:
            start = at + 1


def declarations(body: str) -> list[str]:
    """Return the lines of a rule."""
    hidden = STRING.sub(lambda found: "_" * len(found[0]), body)
    edges = [-1, *(at for at, sign in enumerate(hidden) if sign == ";"), len(body)]
    parts = (body[one + 1 : other].strip() for one, other in pairwise(edges))
    return [one for one in parts if one]


def worn(prelude: str, classes: set[str]) -> str:
    """Return those selectors of a rule whose classes are all worn; "" for none."""
    depth, parts = 0, [""]
    for sign in prelude:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    named = [(one.strip(), set(CLASS.findall(one))) for one in parts]
    return ",".join(one for one, names in named if names and names <= classes)


def components(css: str, classes: set[str]) -> str:
    """Return the rules of these classes."""
    made = []
    for prelude, body in rules(css):
        if prelude.startswith("@media"):
            inner = components(body, classes)
            made += [f"{prelude}{{{inner}}}"] if inner else []
        elif not prelude.startswith("@") and (selector := worn(prelude, classes)):
            lines = [one for one in declarations(body) if "url(" not in one]
            made += [f"{selector}{{{';'.join(lines)}}}"] if lines else []
    return "".join(made)


def properties(css: str, needed: set[str]) -> str:
    """Return the rules that set these custom properties for the whole page."""
    made = []
    for prelude, body in rules(css):
        if prelude.startswith("@media"):
            inner = properties(body, needed)
            made += [f"{prelude}{{{inner}}}"] if inner else []
        elif ROOTS.search(prelude):
            lines = [one for one in declarations(body) if one.partition(":")[0] in needed]
            made += [f"{prelude}{{{';'.join(lines)}}}"] if lines else []
    return "".join(made)


def reached(css: str, start: set[str], given: set[str]) -> set[str]:
    """Return the custom properties that these lead to, but for those that the theme gives."""
    values: dict[str, set[str]] = {}
    for name, value in re.findall(r"(--kern-[\w-]+):([^;}]+)", css):
        values.setdefault(name, set()).update(NEEDED.findall(value))
    found: set[str] = set()
    ahead = start - given
    while ahead:
        found |= ahead
        ahead = {one for name in ahead for one in values.get(name, set())} - found - given
    return found


def selection(css: str, classes: set[str], ours: str) -> str:
    """Return the sheet: custom properties, then components, in the layer `vendor`."""
    made = components(css, classes)
    given = set(re.findall(r"(--kern-[\w-]+):", ours))
    start = set(NEEDED.findall(made)) | set(NEEDED.findall(ours))
    needed = reached(css, start, given)
    return f"{HEAD}@layer vendor{{{properties(css, needed)}{made}}}\n"


def made() -> str:
    """Return the sheet as it has to be."""
    theme = tomllib.loads((FOLDER / "theme.toml").read_text("utf-8"))
    classes = {name for names in theme["classes"].values() for name in names.split()}
    return selection(SOURCE.read_text("utf-8"), classes, OURS.read_text("utf-8"))


if __name__ == "__main__":
    TARGET.write_text(made(), "utf-8")

"""What holds of every theme's style sheets: light, logical, measured in containers, within layers.

What was taken over unmodified stands in `vendor` and what was taken from it in the layer `vendor`.
"""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from hub.delivery.portal.machines import style_sheet
from hub.looks import themes

KEYS = list(themes.installed())
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# `background-position`, `clip-path` and gradients have no logical words in CSS; they may say sides.
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset|scroll-(?:margin|padding))-)?"
    r"(?:left|right|top|bottom)(?:-(?:width|style|color|(?:left|right)-radius))?\s*:"
    r"|(?<![\w-])(?:min-|max-)?(?:width|height)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
WIDTHS = re.compile(r"@media[^{]*\b(?:width|height)\b")
CONTAINERS = re.compile(r"@container[^{]*\(\s*(?:min|max)-\w+(?:-size)?:\s*([^)]+)\)")
LAYER = re.compile(r"@layer\s+([\w ,-]+)[;{]")


def path_of(name: str) -> Path:
    found = finders.find(name)
    assert isinstance(found, str), name
    return Path(found)


def own(key: str) -> dict[str, str]:
    """Return {name: text} of the sheets a theme wrote itself, without comments."""
    theme = themes.installed()[key]
    names = [one for one in theme.styles if path_of(one).is_relative_to(theme.static)]
    sheets = {one: COMMENT.sub("", path_of(one).read_text("utf-8")) for one in names}
    return {name: text for name, text in sheets.items() if "@layer vendor{" not in text}


def gzipped(key: str) -> int:
    """Return the size of the one sheet that readers get."""
    return len(gzip.compress(style_sheet.bundle(key).encode(), 9))


@pytest.mark.parametrize("key", KEYS)
def test_no_side_is_left_or_right(key):
    for name, text in own(key).items():
        assert PHYSICAL.findall(re.sub(r"@container[^{]*", "", text)) == [], name


@pytest.mark.parametrize("key", KEYS)
def test_breakpoints_are_those_of_containers_in_em(key):
    for name, text in own(key).items():
        assert WIDTHS.findall(text) == [], name
        assert [one for one in CONTAINERS.findall(text) if not one.strip().endswith("em")] == []


@pytest.mark.parametrize("key", KEYS)
def test_every_rule_stands_in_a_layer(key):
    theme = themes.installed()[key]
    first = path_of(theme.styles[0]).read_text("utf-8")
    order = re.search(r"@layer ([\w, -]+);", first)
    assert order
    declared = {one.strip() for one in order[1].split(",")}
    for name, text in own(key).items():
        found = {one.strip() for said in LAYER.findall(text) for one in said.split(",")}
        assert found <= declared, name
        outside = _outside_of_layers(text)
        assert re.sub(r"@font-face\s*\{[^}]*\}|@layer [\w, -]+;", "", outside).strip() == "", name


def _outside_of_layers(text: str) -> str:
    depth, inside, kept = 0, False, ""
    for piece in re.split(r"(@layer [\w-]+\s*\{|[{}])", text):
        if re.match(r"@layer [\w-]+\s*\{", piece):
            inside, depth = True, 1
        elif inside:
            depth += (piece == "{") - (piece == "}")
            inside = depth > 0
        else:
            kept += piece
    return kept


@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_fetched_from_elsewhere_and_no_picture_stands_in_an_address(key):
    for name in themes.installed()[key].styles:
        text = path_of(name).read_text("utf-8")
        assert not re.search(r"url\(\s*[\"']?(?:https?:|//|data:)", text), name
        assert "@import" not in text


@pytest.mark.parametrize("key", KEYS)
def test_one_sheet_says_what_all_say(key):
    """Nothing is lost on the way but comments and indents."""
    sheets = [path_of(one).read_text("utf-8") for one in themes.installed()[key].styles]
    wanted = re.sub(r"\s", "", "".join(COMMENT.sub("", one) for one in sheets))
    made = re.sub(r"\s", "", style_sheet.bundle(key))
    assert re.sub(r'url\("/static/\w+/', 'url("', made) == wanted


def test_the_standard_theme_is_light():
    theme = themes.installed()["stadt"]
    assert gzipped("stadt") <= 15_000
    assert [path_of(one).stat().st_size for one in theme.fonts] < [35_000]
    assert len(theme.fonts) == 1


def test_the_theme_of_kern_leaves_room_for_the_page():
    theme = themes.installed()["kern"]
    fonts = sum(path_of(one).stat().st_size for one in theme.fonts)
    assert gzipped("kern") + fonts <= 48_000


@pytest.mark.parametrize("key", KEYS)
def test_the_public_tokens_are_complete(key):
    text = path_of(themes.installed()[key].styles[0]).read_text("utf-8")
    standard = path_of(themes.installed()["stadt"].styles[0]).read_text("utf-8")
    tokens = set(re.findall(r"--hub-[\w-]+(?=:)", standard))
    assert 38 <= len(tokens) <= 46
    assert tokens <= set(re.findall(r"--hub-[\w-]+(?=:)", text))


@pytest.mark.parametrize("key", KEYS)
def test_the_values_of_theme_toml_are_those_of_the_style_sheet(key):
    theme = themes.installed()[key]
    text = path_of(theme.styles[0]).read_text("utf-8")
    plain, _media, more = text.partition("@media (prefers-contrast: more)")
    for name in theme.tokens:
        day, night = _pair(plain, name)
        assert (day, night) == (theme.modes["light"][name], theme.modes["dark"][name]), name
        day, night = _pair(more, name) or (day, night)
        wanted = (theme.modes["contrast"][name], theme.modes["contrast-dark"][name])
        assert (day, night) == wanted, name


def _pair(text: str, name: str) -> tuple[str, ...]:
    found = re.search(rf"--hub-{name}: ([^;]+);", text)
    colours = re.findall(r"#[0-9a-f]{6}", found[1]) if found else []
    return tuple(colours * 2 if len(colours) == 1 else colours)


@pytest.mark.parametrize(
    "bad",
    ["a { margin-left: 1em; }", "a { width: 3em }", "a{text-align:right}", "a { left: 0; }"],
)
def test_a_side_would_be_found(bad):
    assert PHYSICAL.search(bad)
    assert not PHYSICAL.search("a { max-inline-size: 1em; background-position: 1em; border: 0 }")


def test_a_rule_outside_of_layers_would_be_found():
    assert _outside_of_layers("@layer base { a { b: c } } p { d: e }").strip() == "p { d: e }"

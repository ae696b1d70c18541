"""KERN is vendored as it came, and what the pages wear of it is taken from there by rule."""

import hashlib
import math
import re
from pathlib import Path

from hub.looks import colours, themes
from themes.kern import selection

VENDOR = selection.SOURCE.parent

# Which of KERN's own names each of our tokens stands for, light and dark, in version 2.7.2.
NAMES = {
    "paper": "layout-background-default",
    "surface": "layout-background-default-surface",
    "text": "layout-text-default",
    "muted": "layout-text-muted",
    "edge": "layout-border",
    "bad": "feedback-danger",
    "good": "feedback-success",
    "action": "action-default",
    "on-action": "action-on-default",
    "focus": "action-focus-default",
}


def test_the_vendored_files_are_those_of_the_package():
    lines = (VENDOR / "SHA256SUMS").read_text().splitlines()
    named = {line.split("  ")[1]: line.split("  ")[0] for line in lines}
    for name, wanted in named.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == wanted, name
    ours = {"SHA256SUMS", "VERSION", "fonts/OFL.txt"}
    present = {str(one.relative_to(VENDOR)) for one in VENDOR.rglob("*") if one.is_file()}
    assert present == set(named) | ours


def test_licences_and_version_stand_beside_the_files():
    assert selection.VERSION in (VENDOR / "VERSION").read_text()
    assert "EUPL" in (VENDOR / "LICENSE.md").read_text()
    for folder in (VENDOR / "fonts", selection.STATIC / "fonts"):
        assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text()


def test_what_is_served_is_what_the_selection_makes():
    """Else: `python -m themes.kern.selection`."""
    assert selection.TARGET.read_text("utf-8") == selection.made()


def test_every_class_that_is_worn_is_one_of_kern():
    source = selection.SOURCE.read_text("utf-8")
    worn = {one for names in themes.installed()["kern"].classes.values() for one in names.split()}
    assert worn
    assert [one for one in sorted(worn) if f".{one}" not in source] == []


def test_the_selection_is_a_tenth_of_the_whole_and_complete():
    served = selection.TARGET.read_text("utf-8")
    assert len(served) < len(selection.SOURCE.read_text("utf-8")) / 10
    rule = re.search(r"\.kern-btn\{[^}]*display:inline-flex[^}]*\}", served)
    assert rule
    assert ".kern-dialog" not in served
    used = set(re.findall(r"var\((--kern-[\w-]+)(?=\))", served))
    ours = selection.OURS.read_text("utf-8")
    given = set(re.findall(r"(--kern-[\w-]+):", served + ours))
    assert used <= given


def test_rules_in_strings_and_media_are_taken_apart():
    css = (
        '.kern-a{background:url("data:x;{y}");color:red}.kern-b{color:blue}'
        "@media print{.kern-a{color:black}.kern-c{top:0}}"
        ".kern-a.kern-c,.kern-a:not(.kern-a,b){x:y}"
    )
    assert selection.components(css, {"kern-a"}) == (
        ".kern-a{color:red}@media print{.kern-a{color:black}}.kern-a:not(.kern-a,b){x:y}"
    )


def test_our_colours_are_those_of_kern():
    css = selection.SOURCE.read_text("utf-8")
    palette = {
        name: colours.from_oklch(float(light) / 100, float(chroma), math.radians(float(hue)))
        for name, light, chroma, hue in re.findall(
            r"--kern-color-([\w-]+):\s*oklch\(([\d.]+)%\s*([\d.]+)\s*([\d.]+)\)", css
        )
    }
    theme = themes.installed()["kern"]
    for mode in ("light", "dark"):
        block = css.partition(f"[data-kern-theme={mode}],.kern-{mode}{{--kern-color")[2]
        for ours, theirs in NAMES.items():
            found = re.search(rf"-{theirs}: var\(--kern-color-([\w-]+)\)", block)
            assert found, theirs
            assert palette[found[1]] == theme.modes[mode][ours], (mode, ours)


def test_patches_stand_before_what_they_patch():
    order = re.search(r"@layer ([\w, -]+);", (selection.STATIC / "tokens.css").read_text())
    assert order
    layers = order[1].split(", ")
    assert layers.index("patch") == 0
    assert layers.index("vendor") < layers.index("hub")
    patch = selection.OURS.read_text().partition("@layer patch {")[2].partition("@layer ")[0]
    assert re.findall(r":[^;{}]+;", re.sub(r"[^;{}]*!important;", "", patch)) == []


def test_the_font_is_one_of_the_licence_and_small():
    for path in Path(selection.STATIC, "fonts").glob("*.woff2"):
        assert path.stat().st_size < 15_000

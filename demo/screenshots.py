"""Takes the pictures of the documentation: `make screenshots` writes `docs/screenshots/*.webp`.

A demonstration of its own starts in a throw-away folder, every theme is chosen in turn, and one
browser looks at each page in German and Arabic, on a desk and on a phone, light and dark. Which
event, organisation and news are shown is asked of the API. Names: theme-page-locale-width-scheme;
`whole-road-*.webp` are those of tests/journeys/test_whole_road.py and stay.
"""

import contextlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from services.browser import find

PROJECT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = PROJECT / "docs" / "screenshots"
LOCALES: Final = ("de", "ar")
SCHEMES: Final = ("light", "dark")
# What a journey of the tests has taken.
JOURNEY: Final = "whole-road-"
# Width of the window → how much of a long page is shown.
HEIGHTS: Final = {1280: 1600, 390: 1700}
TOTAL_MAXIMUM: Final = 6_000_000
QUALITIES: Final = (70, 60, 50, 40, 30, 20)
READY_SECONDS: Final = 240
THEME_SECONDS: Final = 30
# Pictures further down are never asked for, and would be waited for in vain.
ARRIVED: Final = """height => Promise.race([
    new Promise(done => setTimeout(done, 3000)),
    Promise.all([...document.images]
        .filter(one => one.getBoundingClientRect().top < height)
        .map(one => one.decode().catch(() => 0))),
])"""
CHOOSE: Final = (
    "from hub.content.models import SiteSettings\n"
    "one = SiteSettings.objects.get(site__is_default_site=True)\n"
    "one.theme = {theme!r}\n"
    "one.save()\n"
)


class ScreenshotError(Exception):
    """The pictures cannot be taken. The text says what was tried."""


def main() -> None:
    """Take all pictures; the old ones are replaced once all new ones are there."""
    themes = _themes()
    taken: dict[str, bytes] = {}
    with (
        tempfile.TemporaryDirectory(prefix="hub-screenshots-") as home,
        _demo(home) as base,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=find(), args=["--no-sandbox", "--disable-gpu"]
        )
        for theme, sign in themes.items():
            _choose(home, base, theme, sign)
            taken.update(_look(browser, base, theme))
        browser.close()
    _write(taken)


def _themes() -> dict[str, str]:
    """Return {key: what a page in this theme names} of the installed themes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    os.environ.setdefault("HUB_SECRET_KEY", "only-to-name-the-themes")
    from hub.looks.themes import installed

    return {key: f"/static/{one.styles[-1].split('/')[0]}/" for key, one in installed().items()}


@contextlib.contextmanager
def _demo(home: str) -> Iterator[str]:
    """Start a demonstration; give its address; stop it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "services", "demo", "--fast", "--die-with-parent"]
    environment = {**os.environ, "HUB_PORT": str(port)}
    environment.pop("HUB_BASE_URL", None)
    process = subprocess.Popen(
        [*command, "--home", home],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait(process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _wait(process: "subprocess.Popen[str]") -> None:
    end, said = time.monotonic() + READY_SECONDS, ""
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        said = line
        if line.startswith("Hub ready"):
            return
        if time.monotonic() > end:
            break
    raise ScreenshotError(f"The demonstration did not start: {said}")


def _choose(home: str, base: str, theme: str, sign: str) -> None:
    """Give the site a theme and wait until its pages wear it."""
    shell = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c"]
    command = [sys.executable, "-m", "services", "run", "--join", "--home", home, "--", *shell]
    subprocess.run([*command, CHOOSE.format(theme=theme)], cwd=PROJECT, check=True)
    end = time.monotonic() + THEME_SECONDS
    while sign not in _text(f"{base}/de/"):
        if time.monotonic() > end:
            raise ScreenshotError(f"The pages do not name {sign} of theme {theme}.")
        time.sleep(0.2)


def _look(browser: Browser, base: str, theme: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name, PNG) of every page in every size, scheme and language."""
    for locale, width, scheme in product(LOCALES, HEIGHTS, SCHEMES):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            locale=locale,
        )
        page = context.new_page()
        for name, path in _pages(base, locale).items():
            answer = page.goto(base + path, wait_until="load")
            if answer is None or not answer.ok:
                raise ScreenshotError(f"{path} was not answered in theme {theme}.")
            yield f"{theme}-{name}-{locale}-{width}-{scheme}", _shot(page, width, HEIGHTS[width])
        context.close()
        print(f"{theme} {locale} {width} {scheme}", flush=True)


def _shot(page: Page, width: int, most: int) -> bytes:
    height = min(most, int(page.evaluate("document.documentElement.scrollHeight")))
    # Pictures that wait for the reader to come near are loaded by a window of that height.
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(ARRIVED, height)
    shot = page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": height})
    page.set_viewport_size({"width": width, "height": 900})
    return shot


def _pages(base: str, locale: str) -> dict[str, str]:
    """Return {name: path} of the pages that are shown."""
    events = urlsplit(urllib.request.urlopen(f"{base}/{locale}/events/").url).path
    return {
        "home": f"/{locale}/",
        "events": events,
        "calendar": f"{events}?view=month",
        "event": _item(base, "events", locale, ("place", "organisation", "summary", "topics")),
        "organisation": _item(base, "organisations", locale, ("contact", "image", "summary")),
        "news": _item(base, "news", locale, ("image", "summary")),
        "form": f"/{locale}/barriere-melden/",
    }


def _item(base: str, plural: str, locale: str, wanted: tuple[str, ...]) -> str:
    """Return the path of the item that shows most; one in both languages goes first."""
    items = json.loads(_text(f"{base}/api/v1/{plural}?locale=de&limit=100"))["items"]
    if not items:
        raise ScreenshotError(f"The demonstration has no {plural}.")

    def worth(one: dict[str, Any]) -> tuple[int, int, str]:
        both = len({*LOCALES} & set(one["available_locales"]))
        return both, sum(bool(one[name]) for name in wanted), one["id"]

    best = max(items, key=worth)
    url = best["available_locales"].get(locale) or best["url"].replace("/de/", f"/{locale}/", 1)
    return urlsplit(url).path


def _text(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return str(answer.read().decode("utf-8", "replace"))
    except urllib.error.HTTPError:
        return ""


def _write(taken: dict[str, bytes]) -> None:
    """Write the pictures as small as they have to be, and remove those of former runs."""
    for quality in QUALITIES:
        files = {name: _webp(png, quality) for name, png in taken.items()}
        if sum(map(len, files.values())) <= TOTAL_MAXIMUM:
            break
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        if not old.name.startswith(JOURNEY):
            old.unlink()
    for name, content in files.items():
        (FOLDER / f"{name}.webp").write_bytes(content)
    total = sum(map(len, files.values()))
    print(f"{len(files)} pictures, {total / 1e6:.1f} MB, quality {quality}: {FOLDER}", flush=True)


def _webp(png: bytes, quality: int) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()


if __name__ == "__main__":
    main()

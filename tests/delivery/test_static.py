"""Static files: named by content, compressed, kept for ever; the themes' among them."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client

from hub.delivery.hashed_files import HashedFiles
from hub.looks.engines import engine
from hub.looks.themes import installed

HASHED = "hub.delivery.hashed_files.HashedFiles"


@pytest.fixture
def collected(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Collect our own files only: Wagtail's are many and nobody's here."""
    settings.STATIC_ROOT = str(tmp_path)
    settings.WHITENOISE_USE_FINDERS = False
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": HASHED}}
    settings.STATICFILES_FINDERS = ["hub.looks.engines.ThemeFinder"]
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_every_style_sheet_font_and_icon_of_a_theme_is_hashed_and_compressed(
    collected: Path,
) -> None:
    for theme in installed().values():
        for name in (*theme.styles, *theme.fonts, theme.icon):
            hashed = staticfiles_storage.stored_name(name)
            assert re.search(r"\.[0-9a-f]{12}\.\w+$", hashed), name
            assert (collected / hashed).exists()
            if name.endswith(".css"):
                assert (collected / f"{hashed}.br").stat().st_size < 15_000
                assert (collected / f"{hashed}.gz").exists()
                assert not (collected / f"{name}.br").exists()
                assert b"/* " not in (collected / hashed).read_bytes()


def test_a_script_is_sent_without_the_remarks_of_its_author(tmp_path: Path) -> None:
    written = (
        b"/*! licence */\n/* @preserve\n another */\n"
        b"/* What\n   it does. */ run();\n  // why\nconst a = 1; // b\n"
        b"/* c */\n//# sourceMappingURL=x\n/* d\n e */\nend(); /* f */\n"
    )
    name = HashedFiles(location=str(tmp_path)).save("x.js", ContentFile(written))
    assert (tmp_path / name).read_bytes() == (
        b"/*! licence */\n/* @preserve\n another */\n"
        b"/* What\n   it does. */ run();\nconst a = 1; // b\n"
        b"//# sourceMappingURL=x\nend(); /* f */\n"
    )


def test_hashed_files_are_sent_compressed_and_kept_for_ever(
    collected: Path, client: Client
) -> None:
    address = staticfiles_storage.url("stadt/base.css")
    response = Client().get(address, headers={"Accept-Encoding": "gzip, br"})
    assert response.status_code == 200
    assert response["Content-Encoding"] == "br"
    assert response["Cache-Control"] == "max-age=315360000, public, immutable"
    assert "Accept-Encoding" in response["Vary"]
    assert not response.cookies


def test_a_style_sheet_names_its_fonts_by_their_hash(collected: Path) -> None:
    font = staticfiles_storage.stored_name("stadt/fonts/jost-400-700.woff2").rpartition("/")[2]
    names = [staticfiles_storage.stored_name(one) for one in installed()["stadt"].styles]
    assert any(font in (collected / name).read_text() for name in names)


def test_templates_name_hashed_files(collected: Path) -> None:
    name = "{% load static %}{% static 'stadt/base.css' %}"
    drawn = engine("stadt").from_string(name).render({})
    assert re.fullmatch(r"/static/stadt/base\.[0-9a-f]{12}\.css", drawn)


def test_pages_without_collected_files_are_answered_all_the_same(tmp_path: Path) -> None:
    storage = HashedFiles(location=str(tmp_path), base_url="/static/")
    assert storage.url("stadt/base.css") == "/static/stadt/base.css"


def test_a_second_collection_compresses_nothing_again(collected: Path) -> None:
    made = {path: path.stat().st_mtime_ns for path in collected.rglob("*.br")}
    assert made
    for path in made:
        path.write_bytes(b"kept")
    call_command("collectstatic", interactive=False, verbosity=0)
    assert all(path.read_bytes() == b"kept" for path in made)

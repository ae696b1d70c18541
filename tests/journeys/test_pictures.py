"""Pictures in a real browser: the right format arrives, nothing jumps, far ones wait."""

import io

from django.core.files.base import ContentFile
from PIL import Image

from hub.content.files.drawing import draw_waiting
from hub.publication.settle import settle
from tests.factories.content import ImageFactory
from tests.factories.portal import fresh

SHIFTS = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => {
        for (const one of list.getEntries()) sum += one.value;
    }).observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 300);
})"""


def photographed(page) -> None:
    """Give a page a photo whose sizes are drawn."""
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((1800, 1200)).convert("RGB").save(buffer, "JPEG")
    page.image = ImageFactory(file=ContentFile(buffer.getvalue(), "foto.jpg"), is_drawn=False)
    draw_waiting()
    page.save_revision().publish()
    settle({page.translation_key})
    fresh()


def test_a_phone_gets_a_small_modern_picture_and_nothing_jumps(visit, city):
    photographed(city.news)
    for width, most in ((390, 640), (1280, 1600)):
        one = visit(width=width)
        page = one.go(city.path(city.news))
        image = page.locator("figure.picture img").first
        assert image.evaluate("one => one.complete && one.naturalWidth > 0")
        source = image.evaluate("one => one.currentSrc")
        assert "format-avif" in source
        assert int(source.split("width-")[1].split("%7C")[0]) <= most
        assert page.evaluate(SHIFTS) < 0.01
        assert one.is_clean()


def test_a_list_with_pictures_does_not_jump(visit, city):
    photographed(city.weekly)
    photographed(city.organisation)
    for path in (city.path(city.events), city.path(city.organisation.get_parent()), "/de/"):
        page = visit(width=390).go(path)
        page.mouse.wheel(0, 1500)
        assert page.evaluate(SHIFTS) < 0.01, path

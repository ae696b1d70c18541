"""A video is answered in parts: without that Safari plays none."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

pytestmark = pytest.mark.django_db
TEXT = bytes(range(256)) * 1000


@pytest.fixture
def address():
    video = get_document_model()(title="Gebärdensprache")
    video.file.save("film.mp4", ContentFile(TEXT))
    video.save()
    return video.url


def part(client, address, **headers):
    response = client.get(address, headers=headers)
    return response, b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-", 0, 255_999),
        ("bytes=0-1", 0, 1),
        ("bytes=70000-209999", 70_000, 209_999),
        ("bytes=255999-999999999", 255_999, 255_999),
        ("bytes=-300", 255_700, 255_999),
        ("bytes=-999999", 0, 255_999),
    ],
)
def test_the_part_that_is_asked_for(client, address, asked, start, end):
    response, content = part(client, address, Range=asked)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{end}/256000"
    assert response["Content-Length"] == str(len(content)) == str(end - start + 1)
    assert content == TEXT[start : end + 1]


@pytest.mark.parametrize(
    "asked",
    ["", "bytes=-", "bytes=5-2", "bytes=0-1,5-9", "lines=1-2", "bytes=a-b", "bytes=" + "9" * 40],
)
def test_what_is_not_one_range_gets_the_whole_file(client, address, asked):
    response, content = part(client, address, Range=asked)
    assert (response.status_code, response["Accept-Ranges"]) == (200, "bytes")
    assert content == TEXT


@pytest.mark.parametrize("asked", ["bytes=256000-", "bytes=900000-900001", "bytes=-0"])
def test_beyond_the_end_there_is_nothing(client, address, asked):
    response, content = part(client, address, Range=asked)
    assert (response.status_code, content) == (416, b"")
    assert response["Content-Range"] == "bytes */256000"


def test_a_part_of_another_state_is_not_mixed_in(client, address):
    whole = client.get(address)
    etag = whole["ETag"]
    assert part(client, address, Range="bytes=0-1", **{"If-Range": etag})[0].status_code == 206
    assert part(client, address, Range="bytes=0-1", **{"If-Range": '"old"'})[0].status_code == 200
    whole.close()

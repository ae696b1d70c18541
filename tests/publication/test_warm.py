"""What a process loads before anybody waits for it."""

import threading

from django.conf import settings
from django.urls import clear_url_caches, get_resolver
from django.utils import translation
from django.utils.translation import trans_real

from hub.kernel import wake as bell
from hub.publication.warm import load, warm

CODES = {code for code, _name in settings.LANGUAGES}


def test_words_and_addresses_of_every_language_are_loaded(monkeypatch):
    monkeypatch.setattr(trans_real, "_translations", {})
    clear_url_caches()
    load()
    assert trans_real._translations.keys() >= CODES
    addresses = get_resolver()
    for code in CODES:
        with translation.override(code):
            # Filled already: nothing is worked out for it.
            assert addresses._reverse_dict[code]


def test_a_process_that_starts_rings_and_waits_for_nothing(monkeypatch):
    is_asked, may_go_on, rung = threading.Event(), threading.Event(), []

    class Broker:
        def send_task(self, task, **manner):
            is_asked.set()
            may_go_on.wait(30)
            rung.append(task)

    monkeypatch.setattr(bell, "current_app", Broker())
    warm("hub.follow")
    assert is_asked.wait(30)
    assert rung == []
    may_go_on.set()

"""Dates, times and prices as people of each language say them (the hub's voice, §2)."""

from datetime import date

import pytest
import time_machine
from django.utils import translation

from hub.delivery.templatetags import spoken
from hub.words import dates, filter_names, money

NOW = "2026-03-09T12:00:00+01:00"


def a_date(starts_at: str, ends_at: str, **more):
    return {"starts_at": starts_at, "ends_at": ends_at, "timezone": "Europe/Berlin", **more}


AFTERNOON = a_date("2026-03-14T15:00:00+01:00", "2026-03-14T17:00:00+01:00")
HALF_PAST = a_date("2026-03-14T15:30:00+01:00", "2026-03-14T17:00:00+01:00")
WEEKEND = a_date("2026-03-14T00:00:00+01:00", "2026-03-17T00:00:00+01:00", all_day=True)
WHOLE_DAY = a_date("2026-03-14T00:00:00+01:00", "2026-03-15T00:00:00+01:00", all_day=True)
NIGHT = a_date("2026-03-14T20:00:00+01:00", "2026-03-15T02:00:00+01:00")
TWO_MONTHS = a_date("2026-02-28T00:00:00+01:00", "2026-03-03T00:00:00+01:00", all_day=True)
NEXT_YEAR = a_date("2027-03-13T15:00:00+01:00", "2027-03-13T17:00:00+01:00")
ONE_MOMENT = a_date("2026-03-14T18:00:00+01:00", "2026-03-14T18:00:00+01:00")
# In summer time, said in UTC.
SUMMER = a_date("2026-07-04T13:00:00+00:00", "2026-07-04T15:00:00+00:00")


def said(locale: str, words, *given, **named) -> str:
    with translation.override(locale), time_machine.travel(NOW, tick=False):
        return words(*given, **named)


EXHIBITION = a_date("2026-12-01T10:00:00+01:00", "2027-01-31T17:00:00+01:00")


@pytest.mark.parametrize(
    ("locale", "in_lists", "in_full"),
    [
        (
            "de",
            "1. Dezember 2026 – 31. Januar 2027",
            "1. Dezember 2026 – 31. Januar 2027 (Beginn 10 Uhr, Ende 17 Uhr)",
        ),
        (
            "en",
            "1 December 2026 – 31 January 2027",
            "1 December 2026 – 31 January 2027 (begins 10 am, ends 5 pm)",
        ),
        (
            "uk",
            "1 грудня 2026 р. – 31 січня 2027 р.",
            "1 грудня 2026 р. – 31 січня 2027 р. (початок 10:00, завершення 17:00)",
        ),
        (
            "ar",
            "1 ديسمبر 2026 – 31 يناير 2027",
            "1 ديسمبر 2026 – 31 يناير 2027 (البداية \u206610:00\u2069، النهاية \u206617:00\u2069)",
        ),
        (
            "de-x-ls",
            "Vom 1. Dezember 2026 bis 31. Januar 2027.",
            "Vom 1. Dezember 2026 bis 31. Januar 2027. Beginn: Um 10 Uhr. Ende: Um 17 Uhr.",
        ),
    ],
)
def test_what_lasts_for_weeks_is_said_in_days(locale, in_lists, in_full):
    assert said(locale, dates.when_in_words, EXHIBITION) == in_lists
    assert said(locale, dates.when_in_words, EXHIBITION, is_full=True) == in_full


def test_a_sentence_in_ukrainian_does_not_end_with_two_stops():
    day = date(2026, 3, 14)
    assert said("uk", spoken.day, day, "plain") == "14 березня 2026 року"
    assert said("de", spoken.day, day, "plain") == "14. März 2026"


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("de", "Samstag, 14. März 2026, 15–17 Uhr"),
        ("en", "Saturday 14 March 2026, 3–5 pm"),
        ("uk", "субота, 14 березня 2026 р., 15:00–17:00"),
        ("ar", "السبت 14 مارس 2026، \u206615:00–\u206017:00\u2069"),
        ("de-x-ls", "Am Samstag, 14. März 2026. Von 15 Uhr bis 17 Uhr."),
    ],
)
def test_a_date_in_full_is_said_with_its_year(locale, words):
    assert said(locale, dates.when_in_words, AFTERNOON, is_full=True) == words


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("de", "Sa., 14. März, 15–17 Uhr"),
        ("en", "Sat 14 March, 3–5 pm"),
        ("uk", "сб, 14 березня, 15:00–17:00"),
        ("ar", "السبت 14 مارس، \u206615:00–\u206017:00\u2069"),
        ("de-x-ls", "Am Samstag, 14. März. Von 15 Uhr bis 17 Uhr."),
        ("fr", "sam, 14 mars, 15:00–17:00"),
    ],
)
def test_a_date_in_a_list_is_short(locale, words):
    assert said(locale, dates.when_in_words, AFTERNOON) == words


@pytest.mark.parametrize(
    ("locale", "one", "words"),
    [
        ("de", HALF_PAST, "Sa., 14. März, 15.30–17 Uhr"),
        ("en", HALF_PAST, "Sat 14 March, 3.30–5 pm"),
        ("de", ONE_MOMENT, "Sa., 14. März, 18 Uhr"),
        ("de-x-ls", ONE_MOMENT, "Am Samstag, 14. März. Um 18 Uhr."),
        ("de", NIGHT, "Sa., 14. März, 20–2 Uhr"),
        ("en", NIGHT, "Sat 14 March, 8 pm–2 am"),
        ("de", NEXT_YEAR, "Sa., 13. März 2027, 15–17 Uhr"),
        ("de", SUMMER, "Sa., 4. Juli, 15–17 Uhr"),
        ("de", WHOLE_DAY, "Sa., 14. März"),
        ("de-x-ls", WHOLE_DAY, "Am Samstag, 14. März."),
    ],
)
def test_odd_times_are_said_as_people_say_them(locale, one, words):
    assert said(locale, dates.when_in_words, one) == words


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("de", "14.–16. März 2026"),
        ("en", "14–16 March 2026"),
        ("uk", "14–16 березня 2026 р."),
        ("ar", "\u206614–\u206016\u2069 مارس 2026"),
        ("de-x-ls", "Vom 14. März bis 16. März 2026."),
    ],
)
def test_several_days_are_said_as_one_span(locale, words):
    assert said(locale, dates.when_in_words, WEEKEND, is_full=True) == words


def test_a_span_over_two_months_names_both():
    assert said("de", dates.when_in_words, TWO_MONTHS) == "28. Februar – 2. März"


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("de", "bis 14. März, 12 Uhr (noch 5 Tage)"),
        ("en", "until 14 March, noon (5 days left)"),
        ("uk", "до 14 березня, 12:00 (ще 5 днів)".replace("12:00", "12:00")),
        ("ar", "حتى 14 مارس، \u206612:00\u2069 (بقي 5 أيام)"),
    ],
)
def test_a_deadline_says_how_long_is_left(locale, words):
    assert said(locale, dates.deadline_in_words, "2026-03-14T12:00:00+01:00") == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-03-09T18:00:00+01:00", "bis 9. März, 18 Uhr (heute)"),
        ("2026-03-10T23:59:00+01:00", "bis 10. März (noch 1 Tag)"),
        ("2026-03-08T18:00:00+01:00", "bis 8. März, 18 Uhr"),
    ],
)
def test_a_deadline_of_today_tomorrow_and_yesterday(moment, words):
    assert said("de", dates.deadline_in_words, moment) == words


def a_price(**given):
    return {
        "is_free": None,
        "amount_cents": None,
        "reduced_cents": None,
        "currency": "EUR",
        **given,
    }


@pytest.mark.parametrize(
    ("locale", "price", "words"),
    [
        ("de", a_price(is_free=True), "kostenlos"),
        ("de-x-ls", a_price(is_free=True), "kostet kein Geld"),
        ("ar", a_price(is_free=True), "مجاني"),
        ("de", a_price(amount_cents=500, reduced_cents=300), "5 Euro, ermäßigt 3 Euro"),
        ("en", a_price(amount_cents=100), "1 euro"),
        ("en", a_price(amount_cents=150_050), "1,500.50 euros"),
        ("de", a_price(amount_cents=150_050), "1.500,50 Euro"),
        ("uk", a_price(amount_cents=500), "5 євро"),
        ("de", a_price(amount_cents=0), "0 Euro"),
        ("de", a_price(), ""),
        ("de", None, ""),
    ],
)
def test_a_price_is_said_in_words(locale, price, words):
    assert said(locale, money.price_in_words, price) == words


def test_leichte_sprache_has_words_of_its_own_and_falls_back_to_german():
    with translation.override("de-x-ls"):
        assert translation.gettext("cancelled") == "fällt aus"
        assert translation.gettext("Skip to content") == "Zum Inhalt springen"


def test_a_list_has_the_comma_of_its_own_language_not_of_the_page():
    assert said("ar", dates.comma) == "، "
    assert said("ar", dates.comma, "de") == ", "
    assert said("de", dates.comma) == ", "
    assert said("de", dates.comma, "ar") == "، "


@pytest.mark.parametrize(
    ("locale", "column", "alone", "friday"),
    [
        ("de", "Fr", "März 2026", "Freitag"),
        ("de-x-ls", "Fr", "März 2026", "Freitag"),
        ("en", "Fri", "March 2026", "Friday"),
        ("uk", "Пт", "Березень 2026", "п’ятниця"),
        ("ar", "ج", "مارس 2026", "الجمعة"),
    ],
)
def test_days_and_months_are_named_as_headings_have_them(locale, column, alone, friday):
    assert said(locale, dates.weekday_of_column, 4) == column
    assert said(locale, dates.month_in_words, date(2026, 3, 13)) == alone
    assert said(locale, filter_names.value_of, "weekday", "fr", None, {}) == friday


def test_thousands_are_grouped_as_on_the_price_tags_of_the_city():
    assert said("uk", money.amount_in_words, 150_000) == "1.500 євро"
    assert said("ar", money.amount_in_words, 150_050) == "\u20661,500.50\u2069 يورو"

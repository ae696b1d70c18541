"""Repetition in words, the main shapes in every language."""

from datetime import date, datetime

import polib
import pytest

from plugins.events.recurrence.wording import CATALOGUES, in_words
from plugins.events.tests.series import series

TUESDAY = datetime(2026, 1, 13, 18)
SHAPES = {
    "daily": "FREQ=DAILY",
    "every_3_days": "FREQ=DAILY;INTERVAL=3",
    "except_sunday": "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA",
    "working_days": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "weekly": "FREQ=WEEKLY",
    "two_days": "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260615T215959Z",
    "every_2_weeks": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "second_tuesday": "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20260630T215959Z",
    "by_position": "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2",
    "first_and_third": "FREQ=MONTHLY;BYDAY=1SA,3SA",
    "last_friday": "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR",
    "the_15th": "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=12",
    "last_day": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "yearly": "FREQ=YEARLY;UNTIL=20280131T225959Z",
    "mothers_day": "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU",
    "odd": "FREQ=YEARLY;BYWEEKNO=20",
}
WORDS = {
    "de": {
        "daily": "täglich",
        "every_3_days": "alle 3 Tage",
        "except_sunday": "täglich außer sonntags",
        "working_days": "montags bis freitags",
        "weekly": "jeden Dienstag",
        "two_days": "jeden Dienstag und Donnerstag bis 15. Juni",
        "every_2_weeks": "alle 2 Wochen am Mittwoch",
        "second_tuesday": "jeden 2. Dienstag im Monat bis Juni",
        "by_position": "jeden 2. Dienstag im Monat",
        "first_and_third": "jeden 1. und 3. Samstag im Monat",
        "last_friday": "alle 2 Monate am letzten Freitag",
        "the_15th": "am 15. jedes Monats (12 Termine)",
        "last_day": "am letzten Tag jedes Monats",
        "yearly": "jedes Jahr am 13. Januar bis Januar 2028",
        "mothers_day": "jedes Jahr am 2. Sonntag im Mai",
        "odd": "an mehreren Terminen",
    },
    "de-x-ls": {
        "daily": "Jeden Tag.",
        "except_sunday": "Jeden Tag.\nAber am Sonntag fällt es aus.",
        "working_days": "Von Montag bis Freitag.",
        "two_days": "Jeden Dienstag und Donnerstag.\nBis zum 15. Juni.",
        "every_2_weeks": "Alle 2 Wochen am Mittwoch.",
        "second_tuesday": "Jeden Monat am 2. Dienstag.\nBis Ende Juni.",
        "the_15th": "Jeden Monat am 15. Tag.\nEs gibt 12 Termine.",
        "last_day": "Jeden Monat am letzten Tag.",
        "yearly": "Jedes Jahr am 13. Januar.\nBis Ende Januar 2028.",
    },
    "en": {
        "daily": "daily",
        "every_3_days": "every 3 days",
        "except_sunday": "daily except Sundays",
        "working_days": "Mondays to Fridays",
        "two_days": "every Tuesday and Thursday until 15 June",
        "every_2_weeks": "every 2 weeks on Wednesday",
        "second_tuesday": "on the 2nd Tuesday of every month until June",
        "first_and_third": "on the 1st and 3rd Saturday of every month",
        "last_friday": "every 2 months on the last Friday",
        "the_15th": "on the 15th of every month (12 dates)",
        "last_day": "on the last day of every month",
        "yearly": "every year on 13 January until January 2028",
        "mothers_day": "every year on the 2nd Sunday in May",
    },
    "uk": {
        "daily": "щодня",
        "every_3_days": "кожні 3 дні",
        "except_sunday": "щодня, крім неділі",
        "working_days": "з понеділка до п’ятниці",
        "two_days": "щовівторка та щочетверга до 15 червня",
        "every_2_weeks": "кожні 2 тижні у середу",
        "second_tuesday": "щомісяця у 2-й вівторок до кінця червня",
        "first_and_third": "щомісяця у 1-шу та 3-тю суботу",
        "last_friday": "кожні 2 місяці у останню п’ятницю",
        "the_15th": "щомісяця 15-го числа (12 дат)",
        "last_day": "щомісяця в останній день",
        "yearly": "щороку 13 січня до кінця січня 2028 року",
        "mothers_day": "щороку у 2-гу неділю травня",
    },
    "ar": {
        "daily": "يوميًا",
        "every_3_days": "كل 3 أيام",
        "except_sunday": "يوميًا ما عدا الأحد",
        "working_days": "من الاثنين إلى الجمعة",
        "two_days": "كل ثلاثاء وخميس حتى 15 يونيو",
        "every_2_weeks": "كل أسبوعين يوم الأربعاء",
        "second_tuesday": "ثاني ثلاثاء من كل شهر حتى نهاية يونيو",
        "first_and_third": "أول وثالث سبت من كل شهر",
        "last_friday": "كل شهرين في آخر جمعة",
        "the_15th": "يوم 15 من كل شهر (12 موعدًا)",
        "last_day": "آخر يوم من كل شهر",
        "yearly": "سنويًا في 13 يناير حتى نهاية يناير 2028",
        "mothers_day": "سنويًا في ثاني أحد من مايو",
    },
}
CASES = [
    (locale, shape, text) for locale, shapes in WORDS.items() for shape, text in shapes.items()
]


@pytest.mark.parametrize(("locale", "shape", "text"), CASES)
def test_a_rule_is_said_as_a_person_would(locale, shape, text):
    assert in_words(series(TUESDAY, SHAPES[shape]), locale) == text


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "jeden Dienstag, am 24. Dezember und 6. April 2027 nicht, auch am 3. Mai"),
        (
            "de-x-ls",
            "Jeden Dienstag.\nAm 24. Dezember und 6. April 2027 fällt es aus.\nAuch am 3. Mai.",
        ),
        ("en", "every Tuesday, not on 24 December and 6 April 2027, also on 3 May"),
        ("uk", "щовівторка, крім 24 грудня та 6 квітня 2027 року, також 3 травня"),
        ("ar", "كل ثلاثاء، ما عدا 24 ديسمبر و6 أبريل 2027، وكذلك 3 مايو"),
    ],
)
def test_exceptions_and_additional_dates_are_named(locale, text):
    one = series(
        TUESDAY,
        "FREQ=WEEKLY",
        excluded=(date(2026, 12, 24), date(2027, 4, 6)),
        additional=(date(2026, 5, 3),),
    )
    assert in_words(one, locale) == text


@pytest.mark.parametrize(
    ("rule", "locale", "text"),
    [
        ("FREQ=MONTHLY;BYDAY=-3WE", "de", "jeden 3.-letzten Mittwoch im Monat"),
        ("FREQ=MONTHLY;BYDAY=-3WE", "en", "on the 3rd last Wednesday of every month"),
        ("FREQ=MONTHLY;BYDAY=-3WE", "uk", "щомісяця у 3-тю з кінця середу"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,-1", "de", "am 15. und letzten Tag jedes Monats"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,-1", "uk", "щомісяця в 15-й та останній день"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,22", "en", "on the 1st and 22nd of every month"),
        ("FREQ=WEEKLY;INTERVAL=21", "uk", "кожні 21 тиждень у вівторок"),
        ("FREQ=MONTHLY;BYDAY=1SA,3SU", "ar", "أول سبت وثالث أحد من كل شهر"),
    ],
)
def test_rare_rules_are_bent_as_the_language_asks(rule, locale, text):
    assert in_words(series(TUESDAY, rule), locale) == text


def test_every_language_has_all_words_of_repetition():
    said = {
        path.parts[-3]: {
            (one.msgctxt, one.msgid)
            for one in polib.pofile(str(path))
            if (one.msgctxt or "").startswith("repetition")
        }
        for path in CATALOGUES.glob("*/LC_MESSAGES/django.po")
    }
    easy = said.pop("de_X-ls")  # takes from German what it says the same way
    assert easy < said["de"]
    assert len(said["de"]) > 80
    assert [one for one in said if said[one] != said["de"]] == []


def test_many_exceptions_are_counted():
    excluded = tuple(date(2026, month, 6) for month in range(2, 9))
    assert in_words(series(TUESDAY, "FREQ=DAILY", excluded=excluded), "de") == (
        "täglich, an 7 Tagen nicht"
    )


def test_dates_without_a_rule_are_counted():
    one = series(TUESDAY, additional=(date(2026, 5, 3), date(2026, 6, 3)))
    assert in_words(one, "de") == "an 3 Terminen"
    assert in_words(one, "ar") == "3 مواعيد"
    assert in_words(one, "uk") == "3 дати"


def test_a_language_without_words_of_its_own_speaks_english():
    assert in_words(series(TUESDAY, "FREQ=DAILY"), "fr") == "daily"


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("de", "jeden Dienstag, an Feiertagen nicht"),
        ("en", "every Tuesday, not on public holidays"),
        ("de-x-ls", "Jeden Dienstag.\nAn Feier-Tagen fällt es aus."),
        ("uk", "щовівторка, крім державних свят"),
        ("ar", "كل ثلاثاء، ما عدا أيام العطل الرسمية"),
    ],
)
def test_a_series_that_skips_holidays_says_so(locale, words):
    one = series(TUESDAY, "FREQ=WEEKLY", holidays=frozenset({date(2026, 4, 3)}))
    assert in_words(one, locale) == words

"""Texts of sample documents: as long as German gets, and from right to left. Nothing is real."""

from typing import Any, Final

Texts = dict[str, dict[str, str]]

NEUTRAL: Final[Texts] = {
    "email": {
        "short": "info@example.org",
        "long": "oeffentlichkeitsarbeit.ehrenamtskoordination@example.org",
    },
    "phone": {"short": "0340 1234", "long": "+49 340 204 1401-2345"},
    "website": {"short": "https://example.org", "long": "https://www.example.org/ein/langer/weg/"},
    "url": {"short": "https://example.org", "long": "https://www.example.org/ein/langer/weg/"},
    "link": {"short": "https://example.org", "long": "https://www.example.org/ein/langer/weg/"},
    "street": {"short": "Am Markt 1", "long": "Bürgermeister-Müller-von-Hagenbeck-Straße 117 b"},
    "postcode": {"short": "06844", "long": "06844"},
    "city": {"short": "Dessau", "long": "Dessau-Roßlau"},
    "licence": {"short": "CC0 1.0", "long": "CC BY-SA 4.0"},
    "key": {"short": "muster", "long": "muster"},
    "opens": {"short": "09:00", "long": "09:30"},
    "closes": {"short": "17:00", "long": "18:30"},
    "rrule": {"short": "FREQ=WEEKLY", "long": "FREQ=WEEKLY;COUNT=40"},
    "uid": {"short": "muster@example.org", "long": "muster@example.org"},
    "lists": {"short": "", "long": ""},
    "lists_query": {"short": "", "long": ""},
    "type": {"short": "image/svg+xml", "long": "image/svg+xml"},
    "kind": {"short": "organisation", "long": "organisation"},
    "source_locale": {"short": "de", "long": "de"},
}

GERMAN: Final[Texts] = {
    "title": {
        "short": "Offene Werkstatt",
        "long": "Ehrenamtskoordinationsstellenleiterinnenversammlung: was Engagierte über "
        "Aufwandsentschädigungen und die Übungsleiterpauschale wissen sollten",
    },
    "summary": {
        "short": "Kaputtes mitbringen, gemeinsam reparieren.",
        "long": "Wer sich im Sportverein, in der Nachbarschaftshilfe oder bei der Freiwilligen "
        "Feuerwehr engagiert, fragt oft nach Versicherung, Steuer und Haftung. Zwei Fachleute "
        "antworten, auch auf das, was niemand gern laut fragt.",
    },
    "name": {
        "short": "Alte Schule",
        "long": "Mehrgenerationenhaus und Nachbarschaftszentrum Am Leipziger Tor",
    },
    "alt": {"short": "Ein Muster", "long": "Vier farbige Formen, die ein Quadrat bilden"},
    "credit": {"short": "Stadt", "long": "Stadt Dessau-Roßlau, Amt für Öffentlichkeitsarbeit"},
    "label": {"short": "Kultur", "long": "Migrationsberatung und Sprachförderung"},
    "district": {"short": "Süd", "long": "Kleinkühnau-Großkühnau"},
    "role": {"short": "Büro", "long": "Koordinierungsstelle für bürgerschaftliches Engagement"},
    "text": {
        "short": "jeden Montag",
        "long": "jeden zweiten Dienstag im Monat bis Juni, am 24. Dezember nicht",
    },
    "note": {"short": "", "long": "weil die Schule an diesem Tag ihr Sommerfest feiert"},
}

ARABIC: Final[Texts] = {
    "title": {
        "short": "ورشة مفتوحة",
        "long": "لقاء المتطوعين والمتطوعات: ما ينبغي معرفته عن التأمين والضرائب وتعويض النفقات "
        "في الجمعيات والمبادرات",
    },
    "summary": {
        "short": "أحضر الأشياء المعطلة لنصلحها معًا.",
        "long": "من يعمل متطوعًا في نادٍ رياضي أو في مساعدة الجيران يسأل كثيرًا عن التأمين "
        "والمسؤولية. يجيب خبيران عن الأسئلة كلها، في 14 مارس من 15:00 إلى 17:00.",
    },
    "name": {"short": "المدرسة القديمة", "long": "بيت الأجيال ومركز الحي عند بوابة لايبزيغ"},
    "alt": {"short": "نموذج", "long": "أربعة أشكال ملونة تكوّن مربعًا"},
    "credit": {"short": "المدينة", "long": "مدينة ديساو-روسلاو، مكتب العلاقات العامة"},
    "label": {"short": "ثقافة", "long": "استشارات الهجرة ودعم اللغة"},
    "district": {"short": "الجنوب", "long": "كلاينكوناو وغروسكوناو"},
    "role": {"short": "المكتب", "long": "مكتب تنسيق العمل التطوعي"},
    "text": {"short": "كل يوم اثنين", "long": "كل ثاني ثلاثاء من الشهر حتى يونيو"},
    "note": {"short": "", "long": "لأن المدرسة تحتفل في ذلك اليوم"},
}

TEXTS: Final[dict[str, Texts]] = {"de": NEUTRAL | GERMAN, "ar": NEUTRAL | ARABIC}


def _body(words: dict[str, str]) -> str:
    """Return what an editor's text may hold, marked up as the blocks of hub.content do."""
    return (
        '<p>{p} <a href="https://example.org/">{link}</a>, <strong>{strong}</strong>.</p>'
        '<h2 id="muster">{h2}</h2><ul><li>{item}</li><li>{item}</li></ul>'
        "<h3>{h3}</h3><ol><li>{item}</li><li>{item}</li></ol>"
        '<figure class="quote"><blockquote><p>{quote}</p></blockquote>'
        "<figcaption>{who}</figcaption></figure>"
        "<table><thead><tr><th>{th}</th><th>{th}</th></tr></thead>"
        "<tbody><tr><td>{item}</td><td>1.500 €</td></tr></tbody></table>"
        '<div class="accordion"><details><summary><h3>{h3}</h3></summary>'
        '<div class="accordion-text" id="muster-2"><p>{p}</p></div></details></div>'
        '<aside class="notice notice-important"><p class="notice-title"><strong>{strong}</strong>'
        "</p><p>{p}</p></aside>"
        '<aside class="call-to-action"><p class="call-title">{strong}</p><p>{p}</p>'
        '<p><a class="button" href="https://example.org/">{link}</a></p></aside>'
        '<aside class="contact-box"><p class="contact-title">{who}</p><address><p><strong>{who}'
        "</strong></p></address></aside>"
        '<section class="downloads"><p class="downloads-title">{h3}</p><ul><li>'
        '<a href="/" download>{item}</a> <small>(PDF)</small></li></ul></section>'
    ).format(**words)


BODY: Final[dict[str, dict[str, Any]]] = {
    "de": {
        "short": "<p>Kommen Sie einfach vorbei.</p>",
        "long": _body(
            {
                "p": "Die Haftpflichtversicherung der Stadt gilt für alle, die ohne Lohn helfen.",
                "link": "Zum Merkblatt für Vereine und Initiativen",
                "strong": "Anmelden müssen Sie sich nicht",
                "h2": "Was Sie mitbringen",
                "h3": "Häufige Fragen zur Aufwandsentschädigung",
                "item": "Mitgliederversammlungsprotokoll und Satzung",
                "quote": "Allein hätte ich das nie geschafft.",
                "who": "Eine Teilnehmerin",
                "th": "Betrag",
            }
        ),
    },
    "ar": {
        "short": "<p>تفضلوا بالحضور.</p>",
        "long": _body(
            {
                "p": "تأمين المدينة يشمل كل من يساعد دون أجر.",
                "link": "إلى نشرة المعلومات",
                "strong": "لا حاجة إلى التسجيل",
                "h2": "ماذا تحضرون معكم",
                "h3": "أسئلة متكررة",
                "item": "محضر الجمعية العامة",
                "quote": "وحدي ما كنت لأنجح.",
                "who": "مشاركة",
                "th": "المبلغ",
            }
        ),
    },
}

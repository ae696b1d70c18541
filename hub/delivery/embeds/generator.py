"""The page on which another website's editors put an embed together: a form, a preview, the lines.

It reads its own address only, so it works without script and its state can be sent by mail.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from hub.delivery.api.sites import kinds_on
from hub.delivery.embeds.choice import LIMIT_DEFAULT, Choice
from hub.delivery.embeds.lines import Way, ways
from hub.delivery.embeds.module import hand_out
from hub.delivery.embeds.setting import USUAL, Setting, words_of
from hub.delivery.embeds.words import title_of
from hub.delivery.portal.lists.filters import filter_form
from hub.delivery.portal.lists.filters.chips import Chip, chips
from hub.delivery.portal.lists.filters.filter_form import Field, Option
from hub.delivery.portal.lists.filters.vocabulary import labels, titles_of
from hub.kernel.contract.parts import Kind
from hub.publication.query import QueryError, SiteFacts, facet_counts, parse

Given = Mapping[str, Sequence[str]]

LOOKS: Final = {
    "list": _("List"),
    "cards": _("Cards"),
    "short": _("Short: title and date only"),
    "bare": _("Without design, for your own style sheet"),
}
PERIODS: Final = {
    "": _("without end"),
    "+7d": _("the next 7 days"),
    "+30d": _("the next 30 days"),
    "+90d": _("the next 90 days"),
}
LEVEL_CHOICES: Final = ("2", "3", "4", "5")


@dataclass(frozen=True, kw_only=True)
class Generator:
    """The page's state. `own` are the fields of the look, `fields` those of the filter.

    `kept` is the rest of the filter, which has no field here, as (name, value); `chips` show it.
    """

    kinds: tuple[Option, ...]
    own: tuple[Field, ...]
    fields: tuple[Field, ...]
    chips: tuple[Chip, ...]
    kept: tuple[tuple[str, str], ...]
    problems: Mapping[str, str]
    choice: Choice
    ways: tuple[Way, ...]

    @property
    def preview_url(self) -> str:
        """Return the address of the preview's frame, on this host."""
        return self.choice.fragment_url(is_frame=True, base="")


def generator(site: SiteFacts, locale: str, given: Given, path: str) -> Generator | None:
    """Return the state that the parameters ask for; None where the site offers no kind.

    `locale` is the reader's. What is not understood is explained at its field; the rest counts.
    """
    kinds = kinds_on(site)
    if not kinds:
        return None
    cleaned = filter_form.shown(given, [*given])
    wanted = _first(cleaned, "kind")
    kind = next((one for one in kinds if one.plural == wanted), kinds[_most_asked(kinds)])
    asked = {name: values for name, values in cleaned.items() if name in words_of(kind)}
    asked.pop("locale", None)
    asked.setdefault("limit", [str(LIMIT_DEFAULT)])
    problems = _problems(kind, site, locale, asked)
    query = {name: values for name, values in asked.items() if name not in problems}
    query.setdefault("limit", [str(LIMIT_DEFAULT)])
    language = _first(cleaned, "locale")
    choice = Choice(
        site=site,
        kind=kind,
        locale=language if language in site.locales else locale,
        query=query,
        setting=_setting(cleaned),
        follows_page=language not in site.locales,
    )
    fields = _fields(kind, site, locale, asked, problems)
    named = {one.name for one in fields} | {"limit"}
    rest = {name: values for name, values in choice.query.items() if name not in named}
    return Generator(
        kinds=tuple(Option(one.plural, title_of(one), None, one is kind) for one in kinds),
        own=_own(choice, asked, problems),
        fields=tuple(fields),
        chips=_chips(choice, locale, rest, cleaned, path),
        kept=tuple((name, value) for name, values in rest.items() for value in values),
        problems=problems,
        choice=choice,
        ways=ways(choice, hand_out()),
    )


def _first(given: Given, name: str) -> str:
    return next(iter(given.get(name, ())), "")


def _most_asked(kinds: Sequence[Kind]) -> int:
    """Return the position of the first kind with dates: that is what most websites embed."""
    return next((n for n, one in enumerate(kinds) if one.order == "dates"), 0)


def _setting(given: Given) -> Setting:
    look, level = _first(given, "look"), _first(given, "level")
    return Setting(
        look=look if look in LOOKS else USUAL.look,
        has_pictures=_first(given, "pictures") == "true",
        level=int(level) if level in LEVEL_CHOICES else USUAL.level,
    )


def _problems(kind: Kind, site: SiteFacts, locale: str, asked: Given) -> dict[str, str]:
    try:
        parse({name: list(values) for name, values in asked.items()}, [kind], site)
    except QueryError as error:
        return filter_form.explain(error.problems, asked)
    return {}


def _own(choice: Choice, asked: Given, problems: Mapping[str, str]) -> tuple[Field, ...]:
    setting, names = choice.setting, dict(settings.LANGUAGES)
    languages = {
        "": _("that of the page around"),
        **{one: names[one] for one in choice.site.locales},
    }
    chosen = "" if choice.follows_page else choice.locale
    pictures = Option("true", str(_("Pictures")), None, setting.has_pictures)
    return (
        _select("look", pgettext_lazy("embed", "Design"), LOOKS, setting.look),
        Field(
            "limit",
            str(_("How many entries at most")),
            "number",
            _first(asked, "limit"),
            problem=problems.get("limit", ""),
        ),
        _select("locale", _("Language"), languages, chosen),
        _select(
            "level",
            _("Level of the headings"),
            {one: one for one in LEVEL_CHOICES},
            str(setting.level),
        ),
        Field("pictures", pictures.label, "flag", options=(pictures,)),
    )


def _select(name: str, label: Any, values: Mapping[str, Any], chosen: str) -> Field:
    options = tuple(
        Option(value, str(text), None, value == chosen) for value, text in values.items()
    )
    return Field(name, str(label), "select", chosen, options)


def _fields(
    kind: Kind, site: SiteFacts, locale: str, asked: Given, problems: Mapping[str, str]
) -> list[Field]:
    whole = parse({"locale": [locale]}, [kind], site)
    counts = facet_counts(whole) if kind.facets else {}
    # A day would pass; an embed looks ahead from wherever it stands.
    fixed = {"from": ["today"], "to": []}
    found = filter_form.fields(kind, asked, counts, labels(site, locale), problems, fixed)
    ready = [_ready(one) for one in found]
    if kind.order == "dates":
        to = _first(asked, "to")
        periods = {**PERIODS, **({} if to in PERIODS else {to: to})}
        period = _select("to", pgettext_lazy("embed", "Period"), periods, to)
        ready.insert(
            1,
            Field(
                period.name, period.label, period.type, to, period.options, problems.get("to", "")
            ),
        )
    return ready


def _ready(one: Field) -> Field:
    """Return a field of a list's filter for this form: a select may stay empty, choices are told
    in words."""
    chosen = [option.label for option in one.chosen]
    if one.type == "choices":
        return replace(one, value=", ".join(chosen))
    if one.type == "select":
        everything = Option("", one.empty or pgettext("filter", "all"), None, not chosen)
        return replace(one, options=(everything, *one.options))
    return one


def _chips(choice: Choice, locale: str, rest: Given, given: Given, path: str) -> tuple[Chip, ...]:
    """Return what is chosen without a field of this form, each with the form without it."""
    known = labels(choice.site, locale)
    names = titles_of(choice.site, locale, rest)
    made = []
    for name, values in rest.items():
        without = {key: one for key, one in given.items() if key != name}
        label = ", ".join(
            one.label for one in chips(choice.kind, path, {name: values}, known, names)
        )
        made.append(Chip(label, filter_form.link(path, without)))
    return tuple(made)

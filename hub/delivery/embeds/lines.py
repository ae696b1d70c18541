"""The lines that another website pastes, and what its policy and its privacy notice have to say."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

from hub.delivery.embeds.choice import Choice
from hub.delivery.embeds.module import Build
from hub.delivery.embeds.setting import USUAL
from hub.delivery.embeds.words import title_of

INDENT: Final = "  "


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to embed: what to paste, the host's policy, its privacy notice.

    `policy` is one directive of Content-Security-Policy a line; empty: nothing has to be allowed.
    """

    key: str
    title: str
    hint: str
    lines: str
    policy: str
    privacy: tuple[str, ...]


def ways(choice: Choice, build: Build) -> tuple[Way, ...]:
    """Return all ways, the best one first, in the active language."""
    script = policy(choice, has_script=True)
    return (
        Way(
            key="element",
            title=_("As an element"),
            hint=_(
                "The best way: it fits your page, and readers see every change at once. Your "
                "system has to let the tag and the script through."
            ),
            lines=f"{script_line(choice, build)}\n{element(choice)}",
            policy=script,
            privacy=privacy(choice, is_direct=True),
        ),
        Way(
            key="division",
            title=_("As a plain div"),
            hint=_("For systems that remove tags which they do not know. It looks the same."),
            lines=f"{script_line(choice, build)}\n{division(choice)}",
            policy=script,
            privacy=privacy(choice, is_direct=True),
        ),
        Way(
            key="frame",
            title=_("As a frame"),
            hint=_("Without any script. Its height is fixed: what does not fit can be scrolled."),
            lines=frame(choice),
            policy=f"frame-src {choice.site.facts['url']}/embed/v1/;",
            privacy=privacy(choice, is_direct=True),
        ),
        Way(
            key="include",
            title=_("By your server"),
            hint=_(
                "Your web server fetches the list and puts it into the page. It has to pass "
                "/embed/v1/ on to us; the help for developers shows how."
            ),
            lines=include(choice),
            policy=policy(choice, has_script=False),
            privacy=privacy(choice, is_direct=loads_anything(choice)),
        ),
    )


def loads_anything(choice: Choice) -> bool:
    """Whether readers' browsers ask the hub for anything when the server includes the list."""
    return choice.setting.look != "bare" or choice.setting.has_pictures


def script_line(choice: Choice, build: Build) -> str:
    """Return the script's tag with its checksum."""
    return (
        f'<script type="module" src="{choice.site.facts["url"]}{build.path}"'
        f' integrity="{build.integrity}" crossorigin="anonymous"'
        ' referrerpolicy="no-referrer"></script>'
    )


def attributes(choice: Choice) -> dict[str, str]:
    """Return {word: value} of an element; several values of a word stand with spaces."""
    found = {"src": choice.site.facts["url"]}
    found.update({name: " ".join(values) for name, values in choice.query.items()})
    setting = choice.setting
    if setting.look != USUAL.look:
        found["look"] = setting.look
    if setting.has_pictures:
        found["pictures"] = ""
    if setting.level != USUAL.level:
        found["level"] = str(setting.level)
    return found


def element(choice: Choice) -> str:
    """Return the custom element with its link for readers without script."""
    tag = f"hub-{choice.kind.plural}"
    return _around(tag, _tag(tag, attributes(choice), choice), choice)


def division(choice: Choice) -> str:
    """Return the same as a div that the script takes for one."""
    named = {f"data-hub-{name}": value for name, value in attributes(choice).items()}
    opening = _tag("div", {"data-hub": choice.kind.plural, **named}, choice)
    return _around("div", opening, choice)


def _tag(tag: str, given: dict[str, str], choice: Choice) -> str:
    written = "".join(
        f' {escape(name)}="{escape(value)}"' if value else f" {escape(name)}"
        for name, value in given.items()
    )
    lang = "" if choice.follows_page else f' lang="{choice.locale}"'
    return f"<{tag}{written}{lang}>"


def _around(tag: str, opening: str, choice: Choice) -> str:
    return f"{opening}\n{INDENT}{link(choice)}\n</{tag}>"


def link(choice: Choice) -> str:
    """Return the link to the hub's own list."""
    return f'<a href="{escape(choice.list_url)}">{escape(name(choice))}</a>'


def name(choice: Choice) -> str:
    """Return what the list is called, with the hub's name, in the embed's language."""
    with override(choice.locale):
        return f"{title_of(choice.kind)}: {choice.site.facts['name']}"


def frame(choice: Choice, **size: Any) -> str:
    """Return the frame; `width` and `height` replace the usual ones."""
    width, height = size.get("width", "100%"), size.get("height", choice.height)
    return (
        f'<iframe src="{escape(choice.fragment_url(is_frame=True))}" title="{escape(name(choice))}"'
        f' width="{width}" height="{height}" loading="lazy" referrerpolicy="no-referrer"></iframe>'
    )


def include(choice: Choice) -> str:
    """Return the line for a server that understands SSI (Apache mod_include, nginx)."""
    return f'<!--#include virtual="{choice.fragment_url(is_frame=False, base="")}" -->'


def policy(choice: Choice, *, has_script: bool) -> str:
    """Return the directives that a page with `default-src 'none'` needs."""
    hub = choice.site.facts["url"]
    found = []
    if has_script:
        found += [f"script-src {hub}/embed/v1/;", f"connect-src {hub}/api/v1/;"]
    elif choice.setting.look != "bare":
        found.append(f"style-src {hub}/embed/v1/;")
    if choice.setting.has_pictures:
        found.append(f"img-src {hub};")
    return "\n".join(found)


def privacy(choice: Choice, *, is_direct: bool) -> tuple[str, ...]:
    """Return the paragraphs of a privacy notice."""
    given = {"list": title_of(choice.kind), "hub": choice.site.facts["name"]}
    given["url"] = choice.site.facts["url"]
    first = _("This page shows content (%(list)s) of “%(hub)s” (%(url)s).") % given
    if not is_direct:
        rest = _(
            "Our web server fetches it there and puts it into this page. Your browser does not "
            "contact the other server, which therefore learns nothing about you."
        )
        return (f"{first} {rest}",)
    rest = _(
        "Your browser fetches it there. The server there then processes your IP address and the "
        "technical details that every browser sends, so that it can answer. It may also learn the "
        "name of our website, but not which of its pages you are reading."
    )
    last = _(
        "No cookies are set, nothing is stored on your device, no profile is made, and nobody else "
        "is involved."
    )
    return (f"{first} {rest}", last)

"""What a reader's browser can measure on a page. Each probe returns what is wrong, [] where
nothing is. Figures: WCAG 2.2, the success criterion stands in each docstring."""

from itertools import pairwise
from typing import Any, Final

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

AXE: Final = AXE_FILE_PATH
# A context in which axe may run, of a reader who asked for rest.
WATCHED: Final[dict[str, Any]] = {"bypass_csp": True, "reduced_motion": "reduce"}
# Only what is broken comes back: the rest of axe's answer costs as much as its work. No rule of
# ours reads the style sheets, which axe would fetch again and take apart.
BARRIERS: Final = """(runOnly) => axe.run({
  runOnly,
  resultTypes: ['violations'],
  preload: {assets: ['media']},
}).then((found) => found.violations.map(
  (rule) => [rule.id, rule.nodes[0].target.join(' '), rule.nodes[0].html.slice(0, 160)]))"""
RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
BIG: Final = "html { font-size: 200% !important }"
# Those that depend on the window and its colours; all others ask the document.
OF_LOOKS: Final = (
    "color-contrast",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
)
# Text spacing a reader may set (1.4.12).
SPACING: Final = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
    " word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"
)


def barriers(page: Page, rules: tuple[str, ...] = RULES) -> list[list[str]]:
    """Return [rule, where, first element] of each rule of axe that the page breaks; a frame in it
    too where its context has `AXE` as a script of every page, else it must be `WATCHED`."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return list(page.evaluate(BARRIERS, rules))


def wear(page: Page, style: str) -> None:
    """Have the page wear a reader's own style, in the place of the one before; the policy is not
    asked."""
    page.evaluate(
        """(text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        document.adoptedStyleSheets = [sheet];
        }""",
        style,
    )


def headings(page: Page) -> list[str]:
    """Return what is wrong with the order of headings: one h1, no level left out (1.3.1)."""
    levels: list[int] = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]"
        ".filter(one => one.checkVisibility({visibilityProperty: true}) || one.innerText)"
        ".map(one => Number(one.tagName[1]))"
    )
    wrong = [] if levels.count(1) == 1 else [f"{levels.count(1)} h1"]
    pairs = pairwise(levels)
    return wrong + [f"h{one} then h{next_}" for one, next_ in pairs if next_ > one + 1]


def too_wide(page: Page) -> list[str]:
    """Return the elements that make the page wider than its window (1.4.10)."""
    return list(
        page.evaluate(
            """() => {
            const room = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= room) return [];
            const outside = [...document.body.querySelectorAll('*')].filter((one) => {
              const box = one.getBoundingClientRect();
              return box.width && (box.right > room + 1 || box.left < -1);
            });
            return outside.slice(0, 3).map((one) => one.outerHTML.slice(0, 160)).concat(
              [`${document.documentElement.scrollWidth} > ${room}`]);
            }"""
        )
    )


def cut_texts(page: Page) -> list[str]:
    """Return elements whose text is cut off: hidden overflow with more inside (1.4.4, 1.4.12)."""
    return list(
        page.evaluate(
            """() => [...document.body.querySelectorAll('*')].filter((one) => {
            const style = getComputedStyle(one);
            const x = ['hidden', 'clip'].includes(style.overflowX);
            const y = ['hidden', 'clip'].includes(style.overflowY);
            if ((!x && !y) || one.clientWidth < 3 || one.clientHeight < 3) return false;
            if (!one.checkVisibility({visibilityProperty: true}) || !one.innerText) return false;
            return (x && one.scrollWidth > one.clientWidth + 1)
              || (y && one.scrollHeight > one.clientHeight + 1);
            }).slice(0, 3).map((one) => one.outerHTML.slice(0, 160))"""
        )
    )


def small_texts(page: Page, at_least: float) -> list[str]:
    """Return visible texts below that many pixels."""
    return list(
        page.evaluate(
            """(least) => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const found = [];
            while (walker.nextNode() && found.length < 3) {
              const one = walker.currentNode.parentElement;
              if (!walker.currentNode.data.trim() || !one.checkVisibility()) continue;
              if (one.closest('svg,script,style,noscript')) continue;
              if (parseFloat(getComputedStyle(one).fontSize) < least) {
                found.push(one.outerHTML.slice(0, 120));
              }
            }
            return found;
            }""",
            at_least,
        )
    )


def moving(page: Page) -> list[str]:
    """Return what moves although the reader asked for rest (2.3.3)."""
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll('*')].filter((one) => {
            const style = getComputedStyle(one);
            const lasts = (text) => text.split(',').some((part) => parseFloat(part) > 0.01);
            return lasts(style.transitionDuration) || lasts(style.animationDuration)
              || style.scrollBehavior === 'smooth';
            }).slice(0, 3).map((one) => one.outerHTML.slice(0, 120))"""
        )
    )


def lost_icons(page: Page) -> list[str]:
    """Return icons that cannot be told from the ground in forced colours (1.4.11)."""
    return list(
        page.evaluate(
            """() => {
            const probe = document.createElement('i');
            probe.style.color = 'Canvas';
            document.body.append(probe);
            const ground = getComputedStyle(probe).color;
            probe.remove();
            return [...document.querySelectorAll('svg use, svg path')].filter((one) => {
              const svg = one.closest('svg');
              if (!svg.checkVisibility({visibilityProperty: true})) return false;
              const style = getComputedStyle(one);
              const isDrawn = (paint) => paint !== 'none' && paint !== ground
                && !paint.startsWith('rgba(0, 0, 0, 0');
              return !isDrawn(style.fill) && !isDrawn(style.stroke);
            }).slice(0, 3).map((one) => one.closest('svg').outerHTML.slice(0, 160));
            }"""
        )
    )


def languages(page: Page) -> list[str]:
    """Return links of the language switcher without `lang` and `hreflang` (3.1.2), and what the
    root lacks."""
    return list(
        page.evaluate(
            """() => {
            const wrong = [...document.querySelectorAll('nav a[hreflang]')]
              .filter((one) => !(one.lang || one.querySelector('[lang]')))
              .map((one) => one.outerHTML.slice(0, 120));
            const root = document.documentElement;
            if (!root.lang) wrong.push('no lang');
            const isRight = /^(ar|fa|he|ur)/.test(root.lang);
            if ((root.dir === 'rtl') !== isRight) wrong.push(`dir=${root.dir} lang=${root.lang}`);
            return wrong;
            }"""
        )
    )


def stops(page: Page, through_all: bool, most: int = 400) -> list[dict[str, Any]]:
    """Press Tab until the page ends, or take the way to the content and press until the content
    ends; return each stop: its HTML, whether its focus shows, whether something lies over it."""
    page.evaluate("window.seen = []; document.activeElement && document.activeElement.blur()")
    found: list[dict[str, Any]] = []
    for _number in range(most):
        page.keyboard.press("Tab")
        one = page.evaluate(STOP)
        if one is None:
            break
        # Inside a frame the document's own stop stays the same.
        if one.get("isRepeated"):
            continue
        found.append(one)
        if through_all or one["isContent"]:
            continue
        if not (len(found) == 1 and one["leadsWithin"]):
            break
        page.keyboard.press("Enter")
    return found


STOP: Final = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === window.seen[0]) return null;
  const last = window.seen.at(-1);
  if (one === last) return {isRepeated: true};
  window.seen.push(one);
  const box = one.getBoundingClientRect();
  const shows = (part) => {
    const style = getComputedStyle(one, part);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
      || style.boxShadow !== 'none';
  };
  const label = one.closest('label') || (one.labels && one.labels[0]);
  const around = label ? getComputedStyle(label) : null;
  const x = box.left + box.width / 2;
  const y = box.top + box.height / 2;
  const top = document.elementFromPoint(x, y);
  const row = one.closest('li, article, tr, .stretch') || one;
  return {
    isInOrder: !last || Boolean(
      last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING),
    html: one.outerHTML.slice(0, 140),
    isContent: Boolean(one.closest('main')),
    leadsWithin: (one.getAttribute('href') || '').startsWith('#'),
    isShown: shows(null) || shows('::after') || shows('::before')
      || Boolean(around && around.outlineStyle !== 'none') || Boolean(
        one.matches('input[type=checkbox], input[type=radio]') && one.nextElementSibling
        && getComputedStyle(one.nextElementSibling).outlineStyle !== 'none'),
    isHidden: Boolean(top) && !row.contains(top) && !one.contains(top) && !top.contains(one)
      && !(label && label.contains(top)),
  };
}"""

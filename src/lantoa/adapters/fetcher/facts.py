"""What a page says about itself: its title, the day it was put up, its site."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree, html

from lantoa.adapters.fetcher.dates import machine_day, stamped_day, written_day
from lantoa.adapters.fetcher.errors import FetchRefused
from lantoa.adapters.fetcher.linked_data import Described, described
from lantoa.adapters.fetcher.links import host_of
from lantoa.vietnamese import fold, nfc

_LARGEST = 2_000_000
_LONGEST_TITLE, _LONGEST_DESCRIPTION = 300, 500
_DAY_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "date",
)
_DAY_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|time|datetime|publish\w*|posted\w*|post-?meta|ngay\w*|created)(?:$|[\s_-])", re.I
)
# Not <form>: many portals wrap the whole page in one.
_FRAME = frozenset({"script", "style", "noscript", "template", "nav", "footer", "aside", "select"})
_LONGEST_STAMP = 120
_MOST_PLACES = 40_000
_TEXT_REACH = 3_000
_CUT = re.compile(r"\s+[-–—|»:]+\s+")


@dataclass(frozen=True, kw_only=True)
class PageFacts:
    """A page's own words about itself; "" or None where it says nothing."""

    title: str = ""
    published_on: date | None = None
    site_name: str = ""
    description: str = ""


def page_facts(text: str, url: str) -> PageFacts:
    """Find title, day, site name and description in a page.

    In: the page's HTML (its first 2 MB are looked at) and its address. Out: PageFacts, cleaned to one line each; the
    day is the one in Viet Nam. Nothing is fetched, nothing is raised: a page without facts gives empty ones.
    """
    tree = _tree(text)
    if tree is None:
        return PageFacts()
    metas = _metas(tree)
    data = described(script.text_content() for script in _linked_data(tree))
    site = _line(metas.get("og:site_name") or data.site_name or metas.get("application-name", ""), _LONGEST_TITLE)
    described_as = metas.get("og:description") or metas.get("description") or data.description
    return PageFacts(
        title=_title(tree, metas, data, site, url),
        published_on=_published(tree, metas, data),
        site_name=site,
        description=_line(described_as, _LONGEST_DESCRIPTION),
    )


def _tree(text: str) -> html.HtmlElement | None:
    # Bytes, because lxml refuses text that names its own encoding.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return html.document_fromstring(nfc(text[:_LARGEST]).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _linked_data(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (script for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower())


def _title(tree: html.HtmlElement, metas: dict[str, str], data: Described, site: str, url: str) -> str:
    """Take the title made for sharing; a <title> that only names the site gives way to the page's heading."""
    shared = metas.get("og:title") or data.title or metas.get("twitter:title")
    if shared:
        return _without_site(_line(shared, _LONGEST_TITLE), site)
    own = next((_without_site(_line(each.text_content(), _LONGEST_TITLE), site) for each in tree.iter("title")), "")
    heading = next((line for each in tree.iter("h1") if (line := _line(each.text_content(), _LONGEST_TITLE))), "")
    return heading if heading and _names_only_the_site(own, site, url) else own or heading


def _names_only_the_site(title: str, site: str, url: str) -> bool:
    try:
        host = host_of(url)
    except FetchRefused:
        host = ""
    return fold(title) in {"", "trang chu", fold(site), host}


def _without_site(title: str, site: str) -> str:
    """Take off the site's name when it stands at the end, after a dash or a bar."""
    *front, last = _CUT.split(title)
    if site and front and fold(last) == fold(site):
        return title[: title.rindex(last)].rstrip(" -–—|»:")
    return title


def _published(tree: html.HtmlElement, metas: dict[str, str], data: Described) -> date | None:
    if data.published_on:
        return data.published_on
    for name in _DAY_METAS:
        if name in metas and (day := machine_day(metas[name])):
            return day
    return _marked_day(tree) or _text_day(tree)


def _marked_day(tree: html.HtmlElement) -> date | None:
    for each in tree.iter("time", "span", "div", "p", "abbr", "meta"):
        if each.tag == "time" or (each.get("itemprop") or "").lower() == "datepublished":
            written = each.get("datetime") or each.get("content") or _line(each.text_content(), _LONGEST_STAMP)
            if not _in_frame(each) and (day := machine_day(written)):
                return day
    return None


def _text_day(tree: html.HtmlElement) -> date | None:
    """Look after the heading first: what stands above it is often today's date in the site's banner."""
    body = tree.find("body")
    if body is None:
        return None
    places = list(_places(body))
    heading = next(
        (index for index, (element, _) in enumerate(places) if element is not None and element.tag == "h1"), 0
    )
    for after in (places[heading:], places):
        text = " ".join(" ".join(text for _, text in after).split())[:_TEXT_REACH]
        if day := _class_day(element for element, _ in after if element is not None) or stamped_day(text):
            return day
    return None


def _class_day(elements: Iterable[html.HtmlElement]) -> date | None:
    for element in elements:
        if _DAY_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            content = " ".join(element.text_content().split())
            if len(content) <= _LONGEST_STAMP and (day := written_day(content)):
                return day
    return None


def _places(body: html.HtmlElement) -> Iterator[tuple[html.HtmlElement | None, str]]:
    """Walk the body in reading order, without the page's frame: elements with their first text, then texts between."""
    waiting: list[html.HtmlElement | str] = [body]
    for _ in range(_MOST_PLACES):
        if not waiting:
            return
        place = waiting.pop()
        if isinstance(place, str):
            yield None, place
        elif isinstance(place.tag, str) and not _is_frame(place):
            yield place, place.text or ""
            for child in reversed(place):
                waiting += [child.tail or "", child]


def _is_frame(element: html.HtmlElement) -> bool:
    """Tell the site's banner and menus from the page's own matter; an article may have a header of its own."""
    if element.tag == "header":
        return not any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors())
    return element.tag in _FRAME


def _in_frame(element: html.HtmlElement) -> bool:
    return any(_is_frame(ancestor) for ancestor in element.iterancestors())


def _line(text: str, longest: int) -> str:
    """Make one line of it, cut at a word when it is too long."""
    line = " ".join(text[: longest * 20].split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0] + "…"

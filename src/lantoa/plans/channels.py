"""A plan's words for where something must appear, matched to the catalogue's channels where they are clear."""

from collections.abc import Iterable

from lantoa.catalogue.models import Channel
from lantoa.vietnamese import fold

_SPELLED_OUT = (
    ("ttdt", "thong tin dien tu"),
    ("cchc", "cai cach hanh chinh"),
    ("pt-th", "phat thanh truyen hinh"),
    ("pttth", "phat thanh truyen hinh"),
    ("pt&th", "phat thanh truyen hinh"),
    ("phat thanh va truyen hinh", "phat thanh truyen hinh"),
    ("phat thanh - truyen hinh", "phat thanh truyen hinh"),
    ("cua tinh", "tinh"),
)

# Words that mean one kind of channel wherever they stand; several kinds in one phrase are not clear.
_KIND_WORDS = {
    "own-site": ("trang thong tin dien tu",),
    "province-portal": ("cong thong tin dien tu tinh",),
    "reform-site": ("chuyen trang cai cach hanh chinh",),
    "newspaper": ("bao in", "bao dien tu", "bao giay"),
    "broadcast": ("phat thanh truyen hinh", "truyen hinh tinh"),
    "loudspeaker": ("truyen thanh co so", "tram truyen thanh", "dai truyen thanh", "loa truyen thanh"),
    "social": ("zalo", "facebook", "mang xa hoi", "tiktok"),
    "print": ("pano", "ap phich", "bang ron", "to roi", "to gap"),
    "contest": ("cuoc thi", "hoi thi"),
}


def match_channel(words: str, channels: Iterable[Channel]) -> Channel | None:
    """The one channel that the words mean, or None when they mean none, several, or cannot be told.

    in: the plan's own words, the channels in use. A channel's whole name goes before a kind of channel.
    """
    said = _plain(words)
    if not said:
        return None
    known = list(channels)
    same = [row for row in known if _plain(row.name) == said]
    if len(same) == 1:
        return same[0]
    kinds = {kind for kind, phrases in _KIND_WORDS.items() if any(phrase in said for phrase in phrases)}
    if len(kinds) != 1:
        return None
    of_kind = [row for row in known if row.kind in kinds]
    shared = [row for row in of_kind if row.agency_id is None]
    for choice in (shared, of_kind):
        if len(choice) == 1:
            return choice[0]
    return None


def _plain(words: str) -> str:
    text = f" {' '.join(fold(words).replace('–', '-').split())} "
    for short, full in _SPELLED_OUT:
        text = text.replace(f" {short} ", f" {full} ") if short.isalpha() else text.replace(short, full)
    return text.strip()

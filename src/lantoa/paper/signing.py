"""The lines over a signature: who signs, for whom and by what right (Decree 30/2020, Article 13; Annex I, II.7)."""

from enum import StrEnum


class Signing(StrEnum):
    """By what right one signs: as head, for the head, by the head's order, by written authority, as acting head."""

    HEAD = "head"
    DEPUTY = "deputy"
    ORDER = "order"
    AUTHORITY = "authority"
    ACTING = "acting"


def capacity(
    head: str, *, way: Signing = Signing.HEAD, collective: str = "", signer: str = "", superior: str = ""
) -> tuple[str, ...]:
    """The lines of capacity over a name, in capitals.

    in: `head`, the post of the body's head ("Chủ tịch"); `collective`, the body that decides together ("Ủy ban nhân
    dân"), empty where one head decides; `signer`, the signer's own post where it is not the head's ("Phó Chủ tịch",
    "Chánh Văn phòng"); `superior`, for an order passed on to a deputy, the post that the deputy signs for.
    out: ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG") and so on.
    Raises ValueError where a way of signing needs a post that is not given, or passes on what may not be.
    """
    if way in (Signing.DEPUTY, Signing.ORDER, Signing.AUTHORITY) and not signer:
        raise ValueError(f"signing by {way} names the post of who signs")
    if superior and way is not Signing.ORDER:
        raise ValueError("only an order may be passed on to a deputy")
    for_all = (f"TM. {collective}",) if collective else ()
    lines = {
        Signing.HEAD: (*for_all, head),
        Signing.DEPUTY: (*for_all, f"KT. {head}", signer),
        Signing.ACTING: (*for_all, f"Q. {head}"),
        # Who signs by order or authority signs for the head, not for the collective.
        Signing.ORDER: (f"TL. {head}", *((f"KT. {superior}",) if superior else ()), signer),
        Signing.AUTHORITY: (f"TUQ. {head}", signer),
    }[way]
    return tuple(each.upper() for each in lines)

"""For every word that stands as lead, support, request or doer in a plan: the real agencies it means, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from lantoa.agencies.models import Agency
from lantoa.assignments.resolution import parts
from lantoa.assignments.resolution.collectives import Found, resolve_collective
from lantoa.assignments.resolution.directory import Directory, load
from lantoa.assignments.resolution.words import plain, without_place
from lantoa.plans.models import Obligation, Party, Plan

UNKNOWN = "Chưa tìm thấy cơ quan nào có tên này; hãy chọn, hoặc không giao."


@dataclass(frozen=True, kw_only=True)
class ProposedResolution:
    """What words of a plan are taken to mean. `certain` False: a person decides before the plan can be issued."""

    words: str
    agencies: tuple[Agency, ...]
    how: str
    certain: bool
    post: str = ""


def words_of(plan: Plan) -> list[str]:
    """Every wording that stands for a doer in the plan, once, in the plan's order."""
    parties = Party.objects.filter(item__plan=plan).order_by("item__position", "position")
    doers = Obligation.objects.filter(item__plan=plan).order_by("item__position", "position")
    named = parties.values_list("words", flat=True)
    doing = (words for who in doers.values_list("who", flat=True) for words in who)
    every = [*named, *doing]
    return list(dict.fromkeys(words.strip() for words in every if words.strip()))


def propose(*, plan: Plan, on: date) -> list[ProposedResolution]:
    """Resolve every wording of a plan on a day (the day of issue).

    Collectives by kind and level under the issuer, named bodies by any of their names, channels to the body that runs
    them, posts to their body with the post kept. What is not understood comes back empty and not certain.
    """
    return propose_words(words_of(plan), issuer=plan.issuer, on=on)


def propose_words(wordings: Iterable[str], *, issuer: Agency, on: date) -> list[ProposedResolution]:
    """As `propose`, for any wordings of one issuer. The number of queries does not grow with the wordings."""
    book = load(issuer, on)
    proposals = []
    for words in wordings:
        found = _resolve(words, book)
        proposals.append(
            ProposedResolution(
                words=words, agencies=found.agencies, how=found.how, certain=found.certain, post=found.post[:200]
            )
        )
    return proposals


def _resolve(words: str, book: Directory) -> Found:
    whole = _named(words, book)
    if whole is not None and whole.certain:
        return whole
    body, exceptions = parts.without_exceptions(words)
    found = _united([_one(part, book) for part in parts.bodies(body)])
    return _without(found, exceptions, book) if exceptions else found


def _united(founds: list[Found]) -> Found:
    if not founds:
        return Found((), UNKNOWN, certain=False)
    if len(founds) == 1:
        return founds[0]
    agencies = tuple(dict.fromkeys(agency for found in founds for agency in found.agencies))
    posts = "; ".join(dict.fromkeys(found.post for found in founds if found.post))
    return Found(
        agencies,
        " ".join(dict.fromkeys(found.how for found in founds)),
        certain=all(found.certain for found in founds),
        post=posts,
    )


def _without(found: Found, exceptions: list[str], book: Directory) -> Found:
    left_out: set[int] = set()
    unknown = []
    for name in exceptions:
        meant = _one(name, book)
        left_out |= {agency.pk for agency in meant.agencies}
        if not meant.agencies:
            unknown.append(name)
    kept = tuple(agency for agency in found.agencies if agency.pk not in left_out)
    how = f"{found.how} Trừ {len(found.agencies) - len(kept)} cơ quan theo văn bản."
    if unknown:
        how += f" Chưa biết phần trừ: {', '.join(unknown)}."
    return replace(found, agencies=kept, how=how, certain=found.certain and not unknown)


def _one(words: str, book: Directory) -> Found:
    """One part: tried as a name, the issuer itself, a post, a collective, a channel, a list of names, an ended body."""
    for attempt in (_named, _itself, _post, _collective, _channel, _list, _ended):
        found = attempt(words, book)
        if found is not None:
            return found
    return Found((), UNKNOWN, certain=False)


def _named(words: str, book: Directory) -> Found | None:
    agencies, certain = book.named(words)
    if not agencies:
        return None
    if len(agencies) > 1:
        return Found(agencies, f"Có {len(agencies)} cơ quan cùng tên; hãy xem lại.", certain=False)
    return Found(agencies, f"Theo tên: {agencies[0].name}.{'' if certain else ' Hãy xem lại.'}", certain=certain)


def _collective(words: str, book: Directory) -> Found | None:
    return resolve_collective(words, book)


def _itself(words: str, book: Directory) -> Found | None:
    return Found((book.issuer,), "Chính cơ quan ban hành.") if parts.names_itself(words) else None


def _channel(words: str, book: Directory) -> Found | None:
    running = book.running(words)
    if len(running) == 1:
        return Found(running, f"Kênh do {running[0].name} quản lý.", post="")
    owner = parts.channel_owner(words)
    if owner is None:
        return None
    found = _one(owner, book)
    if not found.agencies:
        return None
    return replace(found, how=f"Cơ quan có kênh này. {found.how}")


def _post(words: str, book: Directory) -> Found | None:
    split = parts.post_and_body(words)
    if split is None:
        return None
    post, body = split
    found = Found((book.issuer,), "Chức danh của cơ quan ban hành.") if not body else _one(body, book)
    if not found.agencies:
        return replace(found, post=post, certain=False)
    return replace(found, post=post, how=f"Giao cơ quan, ghi kèm chức danh “{post}”. {found.how}")


def _list(words: str, book: Directory) -> Found | None:
    pieces = parts.listed(words)
    if len(pieces) < 2:
        return None
    founds = [_named(piece, book) for piece in pieces]
    if any(found is None for found in founds):
        return None
    return _united([found for found in founds if found is not None])


def _ended(words: str, book: Directory) -> Found | None:
    agency = book.ended.get(without_place(plain(words), book.places)[0])
    if agency is None or agency.ends_on is None:
        return None
    ended = f"{agency.name} kết thúc hoạt động từ {agency.ends_on:%d/%m/%Y}; hãy chọn cơ quan kế thừa, hoặc không giao."
    return Found((), ended, certain=False)

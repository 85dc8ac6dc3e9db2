"""For every word that stands as lead, support, request or doer in a plan: the real agencies it means, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from lantoa.agencies.groups import usable_by
from lantoa.agencies.models import Agency, AgencyGroup
from lantoa.assignments.resolution import parts
from lantoa.assignments.resolution.collectives import resolve_collective
from lantoa.assignments.resolution.directory import Directory, load
from lantoa.assignments.resolution.found import Found
from lantoa.assignments.resolution.gone import ended_body, ended_districts, ended_territory
from lantoa.assignments.resolution.named_groups import by_group, group_key, some_of_them
from lantoa.assignments.resolution.remembered import remembered, with_memory
from lantoa.plans.models import Obligation, Party, Plan

UNKNOWN = "Chưa tìm thấy cơ quan nào có tên này; hãy chọn, hoặc không giao."


@dataclass(frozen=True, kw_only=True)
class ProposedResolution:
    """What words of a plan are taken to mean. `certain` False: a person decides before the plan can be issued.

    `group`, `offer`, `offer_words`: see Found.
    """

    words: str
    agencies: tuple[Agency, ...]
    how: str
    certain: bool
    post: str = ""
    group: AgencyGroup | None = None
    offer: tuple[Agency, ...] = ()
    offer_words: str = ""


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
    return propose_words(words_of(plan), issuer=plan.issuer, on=on, beside=(plan.drafter, plan.coordinator))


def directory_for(issuer: Agency, on: date, beside: Iterable[Agency] = ()) -> Directory:
    """The bodies, groups and earlier choices that the words of a plan are read with. A fixed number of queries."""
    book = load(issuer, on)
    book.groups = {group_key(group.name): group for group in usable_by([issuer, *beside], on)}
    book.memory = remembered(issuer, on)
    return book


def propose_words(
    wordings: Iterable[str], *, issuer: Agency, on: date, beside: Iterable[Agency] = ()
) -> list[ProposedResolution]:
    """As `propose`, for any wordings of one issuer; `beside`: who drafts and follows, whose groups count too.

    The number of queries does not grow with the wordings, but for a few the first time a group is named.
    """
    book = directory_for(issuer, on, beside)
    proposals = []
    for words in wordings:
        found = with_memory(words, _resolve(words, book), book)
        proposals.append(
            ProposedResolution(
                words=words,
                agencies=found.agencies,
                how=found.how,
                certain=found.certain,
                post=found.post[:200],
                group=found.group,
                offer=found.offer,
                offer_words=found.offer_words,
            )
        )
    return proposals


def _resolve(words: str, book: Directory) -> Found:
    whole = by_group(words, book) or _named(words, book)
    if whole is not None and (whole.certain or whole.group):
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
        offer=tuple(dict.fromkeys(agency for found in founds for agency in found.offer)),
        offer_words=next((found.offer_words for found in founds if found.offer), ""),
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
    """One part: tried as a group, a name, the issuer, a post, a collective, a channel, a list, what ended."""
    for attempt in _ATTEMPTS:
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


_ATTEMPTS = (
    by_group,
    _named,
    _itself,
    _post,
    some_of_them,
    resolve_collective,
    _channel,
    _list,
    ended_body,
    ended_territory,
    ended_districts,
)

"""Steps of a reorganisation worked out against a forest in time."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.lineage import Followed, Lineage
from lantoa.domain.reorganisation import Body, Forest, Hang, NewBody, Outcome, Step, StepKind, after, work_out

SINCE = date(2020, 1, 1)
DAY = date(2025, 7, 1)


def forest(**under: str) -> Forest:
    """forest(district="province", office="district*"): names are keys; a star makes an office."""
    names = {"province", *under, *(name.rstrip("*") for name in under.values())}
    bodies = {name: Body(key=name, name=name.title(), short_name=name.split("_")[0], starts=SINCE) for name in names}
    hangs = [
        Hang(child=child, parent=parent.rstrip("*"), is_office=parent.endswith("*"), starts=SINCE)
        for child, parent in under.items()
    ]
    return Forest(bodies, tuple(hangs))


def new(key: str, under: str = "province", **more: Any) -> NewBody:
    return NewBody(key=key, name=key.title(), short_name=key.split("_")[0], under=under, **more)


def merge(*olds: str, into: str, **more: Any) -> Step:
    return Step(kind=StepKind.MERGE, before=olds, after=(into,), begins=(new(into),), **more)


def clear(forest: Forest, *steps: Step) -> Outcome:
    outcome, faults = work_out(forest, steps, DAY)
    assert faults == []
    return outcome


def faults(forest: Forest, *steps: Step) -> str:
    return " | ".join(fault.sentence for fault in work_out(forest, steps, DAY)[1])


TWO = forest(a="province", b="province", c="province")


def test_two_that_merge_end_and_their_one_heir_takes_all() -> None:
    outcome = clear(TWO, merge("a", "b", into="ab"))
    assert outcome.ends == ("a", "b")
    assert outcome.heirs() == {"a": ("ab",), "b": ("ab",)}
    assert all(edge.is_whole for edge in outcome.edges)


def test_the_day_before_everything_reads_as_it_did() -> None:
    later = after(TWO, clear(TWO, merge("a", "b", into="ab")), DAY)
    before = DAY - timedelta(days=1)
    assert {key for key, body in later.bodies.items() if body.lives_on(before)} == {"province", "a", "b", "c"}
    assert {key for key, body in later.bodies.items() if body.lives_on(DAY)} == {"province", "ab", "c"}


def test_a_commune_cut_in_two_gives_its_work_to_one_and_its_past_to_neither() -> None:
    outcome = clear(TWO, merge("a", "b", into="ab"), merge("c", "b", into="bc", elsewhere=frozenset({"b"})))
    assert outcome.heirs()["b"] == ("ab", "bc")
    assert [edge.is_whole for edge in outcome.edges if edge.predecessor == "b"] == [False, False]


def test_two_heirs_of_one_work_or_none_are_refused() -> None:
    assert "chỉ giao cho một đơn vị" in faults(TWO, merge("a", "b", into="ab"), merge("c", "b", into="bc"))
    assert "Chưa nêu đơn vị nào nhận việc" in faults(TWO, merge("a", "b", into="ab", elsewhere=frozenset({"b"})))


def test_offices_end_with_their_body_and_their_work_goes_to_the_office_alike() -> None:
    woods = forest(a="province", b="province", culture_a="a*", finance_a="a*")
    step = Step(
        kind=StepKind.MERGE,
        before=("a", "b"),
        after=("ab",),
        begins=(new("ab"), new("culture_ab", "ab", is_office=True)),
    )
    outcome = clear(woods, step)
    assert set(outcome.offices_ended) == {"culture_a", "finance_a"}
    assert outcome.heirs()["culture_a"] == ("culture_ab",)
    assert outcome.heirs()["finance_a"] == ("ab",)


def test_villages_follow_the_only_successor() -> None:
    woods = forest(a="province", b="province", village="a")
    outcome = clear(woods, merge("a", "b", into="ab"))
    assert outcome.followers == ("village",)
    assert [row.parent for row in after(woods, outcome, DAY).hangs if row.child == "village"] == ["a", "ab"]


def test_nobody_ends_while_others_hang_from_it() -> None:
    woods = forest(district="province", a="district", b="district")
    end = Step(kind=StepKind.END, before=("district",), after=("province",))
    assert "còn 2 đơn vị chưa được xếp đi đâu: A; B" in faults(woods, end)
    clear(woods, end, merge("a", "b", into="ab"))


def test_the_heir_of_a_body_that_merely_ends_does_not_inherit_its_past() -> None:
    outcome = clear(TWO, Step(kind=StepKind.END, before=("a",), after=("b",)))
    assert [(edge.is_heir, edge.is_whole) for edge in outcome.edges] == [(True, False)]


def test_a_body_that_gives_a_part_away_goes_on_with_its_work() -> None:
    outcome = clear(TWO, Step(kind=StepKind.SEPARATE, before=("a",), after=("d",), begins=(new("d"),)))
    assert outcome.ends == ()
    assert [(edge.is_heir, edge.is_whole) for edge in outcome.edges] == [(False, False)]


def test_a_split_names_who_takes_the_work() -> None:
    step = Step(kind=StepKind.SPLIT, before=("a",), after=("d", "e"), begins=(new("d"), new("e")))
    assert "Chưa chọn đơn vị nhận việc đang làm." in faults(TWO, step)
    split = Step(kind=StepKind.SPLIT, before=("a",), after=("d", "e"), begins=(new("d"), new("e")), heir="e")
    assert clear(TWO, split).heirs() == {"a": ("e", "d")}


def test_nobody_is_put_under_itself() -> None:
    woods = forest(a="province", b="a", c="b")
    circle = Step(kind=StepKind.MOVE, before=("a",), under="c")
    assert "sẽ nằm dưới chính nó" in faults(woods, circle)


def test_a_day_before_a_change_already_made_is_refused() -> None:
    moved = Forest(
        TWO.bodies,
        (
            *(row for row in TWO.hangs if row.child != "a"),
            Hang(child="a", parent="province", starts=SINCE, ends=date(2025, 9, 1)),
            Hang(child="a", parent="b", starts=date(2025, 9, 1)),
        ),
    )
    assert "hãy chọn ngày có hiệu lực muộn hơn" in faults(moved, merge("a", "c", into="ac"))


def test_who_ended_inherits_nothing_and_ends_no_second_time() -> None:
    later = after(TWO, clear(TWO, merge("a", "b", into="ab")), DAY)
    _, found = work_out(later, [Step(kind=StepKind.ABSORB, before=("c",), after=("a",))], DAY + timedelta(days=9))
    assert any("không kế thừa được" in fault.sentence for fault in found)
    _, found = work_out(later, [merge("a", "c", into="ac")], DAY + timedelta(days=9))
    assert any("không hoạt động vào ngày" in fault.sentence for fault in found)


def test_twins_under_one_parent_are_refused() -> None:
    step = Step(kind=StepKind.BEGIN, after=("n",), begins=(NewBody(key="n", name="  c ", under="province"),))
    assert "đã có một đơn vị tên là" in faults(TWO, step)


# --- any sequence of reorganisations


@st.composite
def any_step(draw: st.DrawFn, keys: list[str], number: int) -> Step:
    """A step over existing bodies, sensible or not; what is not is refused."""
    some = lambda least: tuple(draw(st.lists(st.sampled_from(keys), min_size=least, max_size=3, unique=True)))  # noqa: E731
    kind = draw(st.sampled_from(list(StepKind)))
    fresh = [new(f"n{number}_{place}", draw(st.sampled_from(keys))) for place in range(2)]
    match kind:
        case StepKind.MERGE:
            return Step(kind=kind, before=some(1), after=(fresh[0].key,), begins=(fresh[0],))
        case StepKind.ABSORB | StepKind.END:
            return Step(kind=kind, before=some(1), after=some(0)[:1])
        case StepKind.SPLIT:
            return Step(
                kind=kind,
                before=some(1)[:1],
                after=tuple(one.key for one in fresh),
                begins=tuple(fresh),
                heir=fresh[0].key,
            )
        case StepKind.SEPARATE:
            return Step(kind=kind, before=some(1)[:1], after=(fresh[0].key,), begins=(fresh[0],))
        case StepKind.RENAME:
            return Step(kind=kind, before=some(1)[:1], name=f"Tên {number}")
        case StepKind.MOVE:
            return Step(kind=kind, before=some(1), under=draw(st.sampled_from(keys)), is_office=draw(st.booleans()))
    return Step(kind=kind, after=(fresh[0].key,), begins=(fresh[0],))


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Forest], list[tuple[date, Outcome]]]:
    """A forest and what became of it through several reorganisations, some of several steps."""
    names = [f"b{place}" for place in range(draw(st.integers(3, 9)))]
    under = {name: draw(st.sampled_from(["province", *names[:place]])) for place, name in enumerate(names)}
    offices = {name for name in names if draw(st.booleans()) and draw(st.booleans())}
    woods = forest(**{name: up + ("*" if name in offices else "") for name, up in under.items()})
    forests, done, day = [woods], [], DAY
    for number in range(draw(st.integers(1, 6))):
        keys = sorted(str(key) for key, body in woods.bodies.items() if body.lives_on(day))
        steps = [draw(any_step(keys, 10 * number + place)) for place in range(draw(st.integers(1, 3)))]
        outcome, found = work_out(woods, steps, day)
        if not found:
            woods = after(woods, outcome, day)
            forests.append(woods)
            done.append((day, outcome))
        day += timedelta(days=draw(st.integers(0, 40)))
    return forests, done


def days_of(woods: Forest) -> list[date]:
    marks = {SINCE, DAY, *(row.starts for row in woods.hangs), *(body.starts for body in woods.bodies.values())}
    return sorted(
        {mark + timedelta(days=shift) for mark in marks for shift in (-1, 0, 1)} - {SINCE - timedelta(days=1)}
    )


@given(histories())
def test_no_circle_no_gap_and_nobody_under_a_body_that_ended(history: Any) -> None:
    forests, _ = history
    first, last = forests[0], forests[-1]
    rooted = {row.child for row in first.hangs}
    for day in days_of(last):
        rows = [row for row in last.hangs if row.true_on(day)]
        parents = {row.child: row.parent for row in rows}
        assert len(parents) == len(rows)  # one parent a day
        alive = {key for key, body in last.bodies.items() if body.lives_on(day)}
        assert parents.keys() <= alive and set(parents.values()) <= alive
        for key in alive & (rooted | {key for key in last.bodies if key not in first.bodies}):
            assert key in parents  # no gap: whoever hung somewhere hangs somewhere as long as it lives
            seen = {key}
            while (key := parents.get(key)) is not None:
                assert key not in seen
                seen.add(key)


@given(histories())
def test_every_day_before_reads_as_it_did(history: Any) -> None:
    forests, done = history
    for (earlier, later), (day, _) in zip(pairwise(forests), done, strict=True):
        eve = day - timedelta(days=1)
        assert {k for k, b in earlier.bodies.items() if b.lives_on(eve)} == {
            k for k, b in later.bodies.items() if b.lives_on(eve)
        }
        assert {(r.child, r.parent) for r in earlier.hangs if r.true_on(eve)} == {
            (r.child, r.parent) for r in later.hangs if r.true_on(eve)
        }


@given(histories())
def test_whoever_ended_and_is_followed_has_one_heir_who_lives(history: Any) -> None:
    forests, done = history
    last = forests[-1]
    for day, outcome in done:
        heirs = [edge for edge in outcome.edges if edge.is_heir]
        assert len({edge.predecessor for edge in heirs}) == len(heirs)
        for edge in heirs:
            assert last.bodies[edge.predecessor].ends == day
            assert last.bodies[edge.successor].lives_on(day)


@given(histories())
def test_the_past_of_all_living_bodies_together_is_the_whole_past_once(history: Any) -> None:
    """Sums by year add up: every body that ever was and was followed belongs to those of today, to none twice."""
    forests, done = history
    last = forests[-1]
    rows = [
        Followed(edge.predecessor, edge.successor, goes_on=last.bodies[edge.predecessor].ends is None)
        for _, outcome in done
        for edge in outcome.edges
    ]
    lines = Lineage(rows)
    today = date(2030, 1, 1)
    alive = [key for key, body in last.bodies.items() if body.lives_on(today)]
    followed = {row.predecessor for row in rows}
    assert lines.mapped(alive).whole == {*alive, *(key for key in followed if last.bodies[key].ends)}
    seen: set[Any] = set()
    for key in alive:
        whole = lines.mapped([key]).whole
        assert not seen & whole
        seen |= whole

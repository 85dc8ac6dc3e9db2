"""What a lower body undertakes beside what the plan above asks."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.cascade import (
    Ask,
    Comparison,
    Measured,
    Stance,
    Undertaking,
    at_least_as_strong,
    compare,
    judge,
    together,
)
from lantoa.domain.due import DueRule
from lantoa.domain.every import Every
from lantoa.domain.period import Period

YEAR = Period.inclusive(date(2024, 1, 1), date(2024, 12, 31))
SECOND_QUARTER = Period.inclusive(date(2024, 4, 1), date(2024, 6, 30))


def ask(every: Every, minimum: int | None = None, maximum: int | None = None, **more: object) -> Ask:
    return Ask(every=every, minimum=minimum, maximum=maximum, **({"window": YEAR} | more))


def undertaking(key: int, asked: Ask, what: str, unit: str = "", origin: int | None = None) -> Undertaking[int]:
    return Undertaking(key=key, ask=asked, what=what, unit=unit, origin=origin)


def test_four_issues_a_month_are_forty_eight_a_year() -> None:
    assert ask(Every.MONTH, 4, 4).amount == ask(Every.YEAR, 48, 48).amount == 48
    assert ask(Every.MONTH, 3, 4).amount == 36


def test_fifteen_a_year_are_weaker_than_four_a_month() -> None:
    verdict = compare([ask(Every.YEAR, 15, 15)], [ask(Every.MONTH, 4, 4)])
    assert verdict == Comparison(stance=Stance.WEAKER, sentence="yếu hơn: 15 thay vì 48")


def test_as_many_but_only_by_the_year_s_end_is_weaker() -> None:
    verdict = compare([ask(Every.YEAR, 48)], [ask(Every.MONTH, 4)])
    assert verdict.stance == Stance.WEAKER
    assert verdict.sentence == "yếu hơn: một lần tính cả năm thay vì hằng tháng"


def test_more_is_sharpened() -> None:
    assert compare([ask(Every.MONTH, 6)], [ask(Every.MONTH, 5)]).sentence == "cao hơn: 72 thay vì 60"


def test_sooner_is_sharpened_and_later_is_weaker() -> None:
    june, september = (DueRule(dates=(date(2024, month, 30),)) for month in (6, 9))
    early, late = ask(Every.ONCE, 1, due=june), ask(Every.ONCE, 1, due=september)
    assert compare([early], [late]).sentence == "cao hơn: hạn 30/06/2024 thay vì 30/09/2024"
    assert compare([late], [early]).sentence == "yếu hơn: hạn 30/09/2024 thay vì 30/06/2024"


def test_a_number_given_up_for_always_is_weaker() -> None:
    verdict = compare([ask(Every.STANDING)], [ask(Every.ONCE, 1, window=SECOND_QUARTER)])
    assert verdict.sentence == "yếu hơn: không nêu số lượng (cấp trên: 1)"


def test_a_number_where_none_was_asked_is_sharpened_if_it_goes_on_through_the_year() -> None:
    assert compare([ask(Every.MONTH, 1)], [ask(Every.STANDING)]).stance == Stance.SHARPENED
    assert compare([ask(Every.ONCE, 1, window=SECOND_QUARTER)], [ask(Every.STANDING)]).stance == Stance.WEAKER


def test_the_same_is_adopted() -> None:
    asked = ask(Every.MONTH, 3, 4)
    assert compare([asked], [asked]) == Comparison(stance=Stance.ADOPTED, sentence="như kế hoạch cấp trên: 36")


def test_a_task_split_between_two_offices_adds_up() -> None:
    upper = [undertaking(1, ask(Every.MONTH, 4), "chương trình phát thanh", "số")]
    halves = [undertaking(n, ask(Every.MONTH, 2), "chương trình phát thanh", "số") for n in (2, 3)]
    assert judge(upper, halves).stance == Stance.ADOPTED


def test_what_is_counted_in_another_unit_is_said_not_added() -> None:
    upper = [undertaking(1, ask(Every.MONTH, 4), "phát thanh", "số")]
    verdict = judge(upper, [undertaking(2, ask(Every.MONTH, 9), "phát tờ rơi", "tờ")])
    assert verdict.sentence == "yếu hơn: tính bằng “tờ” thay vì “số” (cấp trên: 48)"


def test_two_meetings_answer_one_time() -> None:
    upper = [undertaking(1, ask(Every.YEAR, 1), "đối thoại với người dân", "lần")]
    verdict = judge(upper, [undertaking(2, ask(Every.YEAR, 2), "gặp gỡ, đối thoại", "cuộc")])
    assert verdict.sentence == "cao hơn: 2 thay vì 1"


def test_each_obligation_of_a_row_needs_its_answer() -> None:
    upper = [
        undertaking(1, ask(Every.STANDING), "tiếp phát chương trình của đài cấp trên"),
        undertaking(2, ask(Every.MONTH, 1), "nêu gương người tốt, việc tốt", "mục"),
    ]
    verdict = judge(upper, [undertaking(3, ask(Every.STANDING), "phát lại chương trình của đài tỉnh")])
    assert verdict.sentence == "yếu hơn: không nêu số lượng (cấp trên: 12)"


def test_a_derived_obligation_answers_the_one_it_came_from() -> None:
    upper = [
        undertaking(1, ask(Every.MONTH, 5), "tin, bài", "tin, bài"),
        undertaking(2, ask(Every.YEAR, 9), "bài", "bài"),
    ]
    lower = [
        undertaking(3, ask(Every.MONTH, 6), "bài", "bài", origin=1),
        undertaking(4, ask(Every.YEAR, 9), "tin", "tin", origin=2),
    ]
    assert judge(upper, lower).sentence == "cao hơn: 72 thay vì 60"


def test_a_target_is_compared_measure_by_measure() -> None:
    upper = [
        Measured(percent=100, of="thủ tục hành chính được niêm yết"),
        Measured(percent=100, of="hồ sơ tra cứu được"),
    ]
    lower = [
        Measured(percent=95, of="hồ sơ tra cứu được"),
        Measured(percent=100, of="thủ tục hành chính được niêm yết"),
    ]
    assert judge([], [], upper_shares=upper, lower_shares=lower).sentence == "yếu hơn: 95% thay vì 100%"
    assert judge([], [], upper_shares=upper).stance == Stance.WEAKER


def test_one_weaker_part_makes_the_row_weaker() -> None:
    parts = [
        Comparison(stance=Stance.SHARPENED, sentence="cao hơn: 6 thay vì 5"),
        Comparison(stance=Stance.WEAKER, sentence="yếu hơn: 1 thay vì 2"),
    ]
    assert together(parts) == parts[1]


_DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))
_WINDOWS = st.one_of(
    st.just(YEAR), st.tuples(_DAYS, st.integers(0, 200)).map(lambda two: Period(two[0], two[0] + timedelta(two[1] + 1)))
)


@st.composite
def asks(draw: st.DrawFn) -> Ask:
    """Any undertaking a plan could write, limits among them."""
    every = draw(st.sampled_from([kind for kind in Every if kind is not Every.DAY]))
    if not every.is_counted:
        return ask(every, window=draw(_WINDOWS))
    low = draw(st.one_of(st.none(), st.integers(0, 5)))
    high = draw(st.one_of(st.none(), st.integers(low or 0, 8)))
    due = draw(st.one_of(st.none(), _DAYS.map(lambda day: DueRule(dates=(day,))))) if every is Every.ONCE else None
    return Ask(every=every, minimum=low, maximum=high, window=draw(_WINDOWS), due=due)


_SETS = st.lists(asks(), max_size=3)


@given(_SETS)
def test_what_is_undertaken_is_as_strong_as_itself(one: list[Ask]) -> None:
    assert at_least_as_strong(one, one)
    assert compare(one, one).stance == Stance.ADOPTED


@given(_SETS, _SETS, _SETS)
def test_strength_is_transitive(one: list[Ask], two: list[Ask], three: list[Ask]) -> None:
    if at_least_as_strong(one, two) and at_least_as_strong(two, three):
        assert at_least_as_strong(one, three)


@given(_SETS, _SETS)
def test_a_verdict_and_its_reverse_agree(one: list[Ask], two: list[Ask]) -> None:
    there, back = compare(one, two).stance, compare(two, one).stance
    assert (there == Stance.ADOPTED) == (back == Stance.ADOPTED)
    if there == Stance.SHARPENED:
        assert back == Stance.WEAKER


@given(_SETS, asks())
def test_undertaking_more_is_never_weaker(one: list[Ask], more: Ask) -> None:
    assert at_least_as_strong([*one, more], one)


@given(_SETS, _SETS)
def test_every_difference_is_said_in_words(one: list[Ask], two: list[Ask]) -> None:
    verdict = compare(one, two)
    begins = {Stance.WEAKER: "yếu hơn: ", Stance.SHARPENED: "cao hơn: ", Stance.ADOPTED: "như kế hoạch cấp trên"}
    assert verdict.sentence.startswith(begins[verdict.stance])
    assert len(verdict.sentence) > len("yếu hơn: ")

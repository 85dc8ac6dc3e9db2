"""Which row of the table the units of real plans belong to."""

import pytest

from lantoa.catalogue.attribution import distinct_units, kind_code
from lantoa.catalogue.seeds import RESULT_KINDS

UNITS = distinct_units((code, unit) for code, _, unit, _ in RESULT_KINDS)


@pytest.mark.parametrize(
    ("unit", "channel", "code"),
    [
        ("tin, bài", "own-site", "article"),
        ("tin, bài viết, phóng sự", "reform-site", "article"),
        ("Tin/bài", "", "article"),
        ("bài viết, phóng sự", "newspaper", "article"),
        ("số", "broadcast", "programme"),
        ("lần", "loudspeaker", "airing"),
        ("cuộc thi", "", "contest"),
        ("kế hoạch", "", "document"),
        ("lượt phát", "", "airing"),
        ("lần", "", None),
        ("mục", "board", None),
        ("cuộc", "meeting", None),
        ("tin, lần", "", None),
        (None, "own-site", None),
        ("", "own-site", None),
    ],
)
def test_a_unit_belongs_to_the_one_kind_that_counts_it_or_to_none(unit, channel, code):
    assert kind_code(unit, channel, UNITS) == code


def test_a_unit_of_the_catalogue_is_known_only_where_one_kind_has_it():
    assert distinct_units([("a", "Lượt"), ("b", "lần"), ("c", "lần"), ("d", "lần")]) == {"luot": "a"}


@pytest.mark.parametrize("unit", ["tin, bài", "mục", "lần", "số", "chuyên mục"])
def test_what_is_spoken_from_a_loudspeaker_is_an_airing_whatever_the_piece_is_called(unit):
    assert kind_code(unit, "loudspeaker", {}) == "airing"


def test_a_leaflet_is_no_airing_even_where_the_channel_is_a_loudspeaker():
    assert kind_code("tờ rơi", "loudspeaker", {}) == "leaflet"

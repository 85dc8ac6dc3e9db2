"""Bodies and places of the demonstration beyond its world: codes, villages, loudspeaker clusters, named groups."""

from lantoa.agencies.groups import Rule
from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency, Place
from lantoa.agencies.operations.groups import GroupTerms, make_group
from lantoa.demo.world import SINCE, World
from lantoa.persistence.names import name_columns

PROVINCE_CODE = "H99"  # no province bears it
_VILLAGES = ("Thôn Đông Hạ", "Thôn Đoài", "Thôn Trung Lĩnh", "Thôn Nam Sơn", "Thôn Bắc Giang")
_WARDS = ("Tổ dân phố 1", "Tổ dân phố 2", "Tổ dân phố 3", "Tổ dân phố 4")
_WITH_VILLAGES = ("Phường Lam Giang", "Xã An Bàng", "Xã An Lâm")

# name, the kinds of the rule, put in by hand, left out by hand, note
_GROUPS = (
    (
        "Các xã có làng nghề",
        (),
        ("An Bàng", "Cẩm Phong", "Hồng Mỹ", "Khe Sơn", "Quế Thạch", "Tường Lâm"),
        (),
        "Theo danh mục làng nghề của Sở Nông nghiệp và Môi trường",
    ),
    ("Các xã, phường ngoài trung tâm", (AgencyKind.COMMITTEE,), (), ("Lam Giang", "Hồng Bình"), ""),
)


def dress(world: World) -> None:
    """Give bodies their codes, a few communes their villages and clusters, and the coordinator its groups."""
    province = Place.objects.get(kind="province")
    Agency.objects.filter(pk=world.province.pk).update(place=province, code=PROVINCE_CODE)
    _give_codes(world)
    for name in _WITH_VILLAGES:
        _fill(Place.objects.get(name=name))
    actor, owner = world.people["tinh"], world.agencies["Sở Nội vụ"]
    short = {row.short_name.partition(" ")[2]: row.pk for row in world.communes}
    for number, (name, kinds, put_in, left_out, note) in enumerate(_GROUPS, start=1):
        terms = GroupTerms(
            name=name,
            rule=Rule(kinds=kinds, levels=(Level.COMMUNE,) if kinds else ()),
            put_in=frozenset(short[one] for one in put_in),
            left_out=frozenset(short[one] for one in left_out),
            note=note,
        )
        make_group(actor=actor, token=f"nhom-minh-hoa-{number:02d}", owner=owner, terms=terms)


def _give_codes(world: World) -> None:
    """Identifier codes as Decision 20/2020/QĐ-TTg shapes them: departments first, then communes from 41 on."""
    rows = [*world.departments, *world.communes]
    for number, row in enumerate(world.departments, start=1):
        row.code = f"{PROVINCE_CODE}.{number:02d}"
    for number, row in enumerate(world.communes):
        row.code = f"{PROVINCE_CODE}.{41 + number // 90}.{number % 90 + 1:02d}"
    Agency.objects.bulk_update(rows, ["code"])


def _fill(commune: Place) -> None:
    names = _WARDS if commune.name.startswith("Phường") else _VILLAGES
    common = {"starts_on": SINCE}
    villages = Place.objects.bulk_create(
        Place(**name_columns(name), kind="village", parent=commune, **common) for name in names
    )
    Place.objects.bulk_create(
        Place(
            **name_columns(f"Cụm loa {village.name[0].lower()}{village.name[1:]}"),
            kind="cluster",
            parent=village,
            **common,
        )
        for village in villages
    )

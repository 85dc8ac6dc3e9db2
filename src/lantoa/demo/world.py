"""The invented province of the demonstration: bodies, offices, people. No real commune bears these names."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password

from lantoa.agencies.kinds import AgencyKind, Level, Role
from lantoa.agencies.models import Agency, AgencyLink, AgencyName, HeldRole, LinkKind, Place, User
from lantoa.catalogue.models import Channel
from lantoa.demo import reform
from lantoa.demo.cast import CAST, PASSWORD
from lantoa.demo.past import PAST
from lantoa.persistence.names import name_columns
from lantoa.vietnamese import fold

SINCE = date(2025, 7, 1)

DEPARTMENTS = (
    ("Sở Nội vụ", "SNV"),
    ("Sở Khoa học và Công nghệ", "SKHCN"),
    ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
    ("Sở Tư pháp", "STP"),
    ("Sở Tài chính", "STC"),
    ("Sở Xây dựng", "SXD"),
    ("Sở Nông nghiệp và Môi trường", "SNNMT"),
    ("Sở Công Thương", "SCT"),
    ("Sở Y tế", "SYT"),
    ("Sở Giáo dục và Đào tạo", "SGDĐT"),
    ("Thanh tra tỉnh", "TTr"),
    ("Ban Quản lý Khu kinh tế tỉnh", "BQLKKT"),
)

WARDS = (
    "Lam Giang",
    "Hồng Bình",
    "Trà Thành",
    "Tùng Thọ",
    "Đan Long",
    "Minh Thạch",
    "Phong Thành",
    "Kim Đàm",
    "Vĩnh Xuyên",
)

COMMUNES = (
    *(
        "An Bàng",
        "An Lâm",
        "Bình Cường",
        "Bình Hà",
        "Cẩm Phong",
        "Cẩm Tiến",
        "Châu An",
        "Châu Đàm",
        "Đại Hà",
        "Đại Thọ",
    ),
    *("Đan Lộc", "Đan Quang", "Đan Vân", "Giang Mỹ", "Giang Vân", "Hà Hương", "Hà Thịnh", "Hạnh Hưng", "Hạnh Lĩnh"),
    *("Hòa Hà", "Hoằng Cường", "Hồng Mỹ", "Hương Trung", "Khánh Châu", "Khánh Đàm", "Khe Phong", "Khe Sơn", "Kim Hạ"),
    *(
        "Kim Nguyên",
        "Lam Thạch",
        "Lam Xuyên",
        "Lâm Hương",
        "Lâm Vân",
        "Liên Hạ",
        "Long Cường",
        "Mai Phong",
        "Mai Thành",
    ),
    *("Minh Nguyên", "Mỹ Giang", "Nam Thọ", "Nghi Lam", "Ngọc Nguyên", "Nguyệt Thọ", "Nhân Tây", "Phong Liên"),
    *("Phong Trung", "Quang Thạch", "Quế Khê", "Quế Thạch", "Tam Khánh", "Thái Khê", "Thiên Trạch", "Thịnh Xuyên"),
    *("Thuận Khê", "Thuận Phúc", "Trường Bình", "Tường Quang", "Tường Lâm", "Việt Khánh", "Yên Hương"),
)


@dataclass
class World:
    """The bodies that the rest of the demonstration asks for by name."""

    province: Agency
    agencies: dict[str, Agency] = field(default_factory=dict)
    communes: list[Agency] = field(default_factory=list)
    departments: list[Agency] = field(default_factory=list)
    people: dict[str, User] = field(default_factory=dict)


def _agency(
    name: str, kind: AgencyKind, level: Level, *, short: str = "", symbol: str = "", place: Place | None = None
) -> Agency:
    return Agency(
        **name_columns(name),
        kind=kind,
        level=level,
        short_name=short or name,
        symbol=symbol,
        place=place,
        starts_on=PAST,
    )


def _save(world: World, agencies: list[Agency]) -> None:
    for agency in Agency.objects.bulk_create(agencies):
        world.agencies[agency.name] = agency


def _links(pairs: list[tuple[Agency, Agency]], kind: LinkKind) -> None:
    AgencyLink.objects.bulk_create(
        AgencyLink(child=child, parent=parent, kind=kind, starts_on=PAST) for child, parent in pairs
    )


def _provincial(world: World) -> None:
    level = Level.PROVINCE
    lasting = [(name, symbol) for name, symbol in DEPARTMENTS if name != reform.NEW_DEPARTMENT]
    departments = [_agency(name, AgencyKind.DEPARTMENT, level, symbol=symbol) for name, symbol in lasting]
    office = _agency(
        "Văn phòng Ủy ban nhân dân tỉnh", AgencyKind.DEPARTMENT, level, short="Văn phòng UBND tỉnh", symbol="VP"
    )
    centre = _agency(
        "Trung tâm Phục vụ hành chính công tỉnh",
        AgencyKind.ONE_STOP,
        level,
        short="Trung tâm PVHCC tỉnh",
        symbol="TTPVHCC",
    )
    school = _agency("Trường Chính trị tỉnh", AgencyKind.SCHOOL, level)
    _save(world, [*departments, office, centre, school])
    _links([(agency, world.province) for agency in (*departments, office, centre, school)], LinkKind.UNDER)
    _save(
        world,
        [
            _agency("Ban Tuyên giáo và Dân vận Tỉnh ủy", AgencyKind.PARTY, level),
            _agency("Hội đồng nhân dân tỉnh", AgencyKind.COUNCIL, level, short="HĐND tỉnh"),
            _agency("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", AgencyKind.FRONT, level, short="Ủy ban MTTQ tỉnh"),
            _agency("Tỉnh đoàn Hồng Lam", AgencyKind.MASS_ORGANISATION, level, short="Tỉnh đoàn"),
            _agency("Bưu điện tỉnh", AgencyKind.POST, level),
            _agency("Hiệp hội Doanh nghiệp tỉnh", AgencyKind.ASSOCIATION, level),
        ],
    )


def _other_names(world: World) -> None:
    names = {
        "Văn phòng Ủy ban nhân dân tỉnh": ("Cổng thông tin điện tử tỉnh", "Văn phòng UBND tỉnh"),
        "Tỉnh đoàn Hồng Lam": ("Tỉnh đoàn",),
        "Sở Khoa học và Công nghệ": ("Sở KH&CN",),
        "Sở Văn hóa, Thể thao và Du lịch": ("Sở VHTT&DL",),
        "Báo và phát thanh, truyền hình Hồng Lam": ("Báo Hồng Lam", "Đài Phát thanh và Truyền hình tỉnh"),
    }
    AgencyName.objects.bulk_create(
        AgencyName(agency=world.agencies[agency], name=name, folded=fold(name))
        for agency, more in names.items()
        for name in more
    )


def _names_today() -> list[str]:
    return [*(f"xã {name}" for name in COMMUNES), *(f"phường {name}" for name in WARDS)]


def _communal(world: World) -> None:
    """Take in what the reform made, and give every commune its place."""
    names = _names_today()
    province = Place.objects.create(**name_columns("Tỉnh Hồng Lam"), kind="province", starts_on=SINCE)
    places = Place.objects.bulk_create(
        Place(**name_columns(name[0].upper() + name[1:]), kind="commune", parent=province, starts_on=SINCE)
        for name in names
    )
    made = {row.name: row for row in Agency.objects.filter(starts_on__gte=reform.MARCH)}
    world.agencies |= made
    world.communes = [made[f"Ủy ban nhân dân {name}"] for name in names]
    rooms = [made[f"{reform.ROOM} {name}"] for name in names]
    for bodies in (world.communes, rooms):
        for agency, place in zip(bodies, places, strict=True):
            agency.place = place
        Agency.objects.bulk_update(bodies, ["place"])
    listed = [name for name, _ in DEPARTMENTS] + ["Văn phòng Ủy ban nhân dân tỉnh"]
    world.departments = [world.agencies[name] for name in listed]


_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Phan", "Võ", "Đặng", "Bùi", "Hồ", "Ngô", "Dương", "Đinh")
_MIDDLES = ("Thị", "Văn", "Thị Thu", "Đức", "Thị Hồng", "Quang", "Minh")
_GIVEN = (
    "An",
    "Bình",
    "Chi",
    "Dung",
    "Hà",
    "Hạnh",
    "Hiếu",
    "Huyền",
    "Khoa",
    "Linh",
    "Nga",
    "Phúc",
    "Quân",
    "Thảo",
    "Tuấn",
)


def _officer_name(number: int) -> str:
    return f"{_FAMILIES[number % 12]} {_MIDDLES[number * 5 % 7]} {_GIVEN[number * 7 % 15]}"


def _first_people(world: World) -> None:
    """Those of the cast whose bodies stood before the reform."""
    _seat(world, [row for row in CAST if row[2] in world.agencies])


def _people(world: World) -> None:
    """The rest of the cast, and an officer at each body of today."""
    rows = [row for row in CAST if row[0] not in world.people]
    taken = {agency for _, _, agency, _, _ in CAST}
    offices = [f"Phòng Văn hóa - Xã hội {row.name.removeprefix('Ủy ban nhân dân ')}" for row in world.communes]
    others = [row.name for row in world.departments] + ["Báo và phát thanh, truyền hình Hồng Lam", "Bưu điện tỉnh"]
    for number, office in enumerate(name for name in (*offices, *others) if name not in taken or name == "Sở Nội vụ"):
        rows.append((f"cb{number + 1:02d}", _officer_name(number), office, (Role.OFFICER,), "Công chức"))
    _seat(world, rows)


def _seat(world: World, rows: list[tuple[str, str, str, tuple[Role, ...], str]]) -> None:
    """Make people with their roles, from the day their body begins."""
    secret = make_password(PASSWORD)  # one hash for all: three seconds instead of minutes
    users = User.objects.bulk_create(
        User(username=username, **name_columns(full), password=secret) for username, full, *_ in rows
    )
    world.people |= {user.username: user for user in users}
    HeldRole.objects.bulk_create(
        HeldRole(
            user=user,
            agency=world.agencies[agency],
            role=role,
            post=post,
            starts_on=world.agencies[agency].starts_on,
        )
        for user, (_, _, agency, roles, post) in zip(users, rows, strict=True)
        for role in roles
    )


def _channels(world: World) -> None:
    own = {
        "province-portal": ("Văn phòng Ủy ban nhân dân tỉnh", "honglam.example.vn"),
        "reform-site": ("Sở Nội vụ", "cchc.honglam.example.vn"),
        "broadcast": ("Báo và phát thanh, truyền hình Hồng Lam", "baohonglam.example.vn"),
    }
    for kind, (agency, host) in own.items():
        Channel.objects.filter(kind=kind, agency=None).update(agency=world.agencies[agency], host=host)


def build() -> World:
    """Make the province with its bodies and people; the catalogue's start is there already. out: the World."""
    province = Agency.objects.create(
        **name_columns("Ủy ban nhân dân tỉnh Hồng Lam"),
        kind=AgencyKind.COMMITTEE,
        level=Level.PROVINCE,
        short_name="UBND tỉnh",
        symbol="UBND",
        starts_on=PAST,
    )
    world = World(province=province, agencies={province.name: province})
    _provincial(world)
    _first_people(world)
    names = _names_today()
    reform.carry_out(reform.stand(province, names), names)
    _communal(world)
    _other_names(world)
    _people(world)
    _channels(world)
    return world

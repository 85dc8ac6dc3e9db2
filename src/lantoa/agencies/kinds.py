"""The kinds of bodies, the levels they stand at, and the roles people hold there."""

from enum import StrEnum


class AgencyKind(StrEnum):
    """What a body is «loại cơ quan». Collective assignees resolve by kind and level."""

    MINISTRY = "ministry"
    COMMITTEE = "committee"
    DEPARTMENT = "department"
    OFFICE = "office"
    ONE_STOP = "one-stop"
    COUNCIL = "council"
    PARTY = "party"
    FRONT = "front"
    MASS_ORGANISATION = "mass-organisation"
    PRESS = "press"
    POST = "post"
    ASSOCIATION = "association"
    SCHOOL = "school"
    PUBLIC_UNIT = "public-unit"
    CENTRAL = "central"
    BOARD = "board"
    VILLAGE = "village"


AGENCY_KIND_LABELS = {
    AgencyKind.MINISTRY: "Bộ, cơ quan ngang bộ",
    AgencyKind.COMMITTEE: "Ủy ban nhân dân",
    AgencyKind.DEPARTMENT: "Sở, ban, ngành",
    AgencyKind.OFFICE: "Phòng, văn phòng trong cơ quan",
    AgencyKind.ONE_STOP: "Trung tâm Phục vụ hành chính công",
    AgencyKind.COUNCIL: "Hội đồng nhân dân",
    AgencyKind.PARTY: "Cơ quan Đảng",
    AgencyKind.FRONT: "Mặt trận Tổ quốc",
    AgencyKind.MASS_ORGANISATION: "Tổ chức chính trị - xã hội",
    AgencyKind.PRESS: "Báo, đài",
    AgencyKind.POST: "Bưu điện",
    AgencyKind.ASSOCIATION: "Hội, hiệp hội",
    AgencyKind.SCHOOL: "Trường, trường chính trị",
    AgencyKind.PUBLIC_UNIT: "Đơn vị sự nghiệp công lập",
    AgencyKind.CENTRAL: "Cơ quan Trung ương trên địa bàn",
    AgencyKind.BOARD: "Ban chỉ đạo, hội đồng, ban biên tập",
    AgencyKind.VILLAGE: "Thôn, tổ dân phố",
}

# What a plan asks of these bodies is a request, never owed (design: "What a plan requests").
ONLY_ASKED = frozenset({AgencyKind.PARTY, AgencyKind.COUNCIL, AgencyKind.FRONT, AgencyKind.MASS_ORGANISATION})


class Level(StrEnum):
    """At which level of government a body stands «cấp»."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


LEVEL_LABELS = {
    Level.CENTRAL: "Trung ương",
    Level.PROVINCE: "cấp tỉnh",
    Level.DISTRICT: "cấp huyện (đến 30/6/2025)",
    Level.COMMUNE: "cấp xã",
}


class Role(StrEnum):
    """What a person may do at an agency «vai trò» (design, section 5)."""

    OFFICER = "officer"
    EDITOR = "editor"
    HEAD = "head"
    CLERK = "clerk"
    COORDINATOR = "coordinator"
    FINANCE = "finance"
    OBSERVER = "observer"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


ROLE_LABELS = {
    Role.OFFICER: "Cán bộ",
    Role.EDITOR: "Biên tập",
    Role.HEAD: "Lãnh đạo",
    Role.CLERK: "Văn thư",
    Role.COORDINATOR: "Đầu mối",
    Role.FINANCE: "Tài chính",
    Role.OBSERVER: "Giám sát",
    Role.ADMINISTRATOR: "Quản trị",
    Role.OPERATOR: "Vận hành",
}

"""Who signs in to the demonstration: plain data, so that settings can show it on the sign-in page."""

from lantoa.agencies.kinds import Role

PASSWORD = "lantoa-2026"  # noqa: S105  printed at the start: the demonstration has nothing to hide

# user name: full name, agency, roles, post
CAST = (
    ("tinh", "Trần Thị Hòa", "Sở Nội vụ", (Role.COORDINATOR,), "Chuyên viên"),
    ("so", "Lê Văn Khánh", "Sở Khoa học và Công nghệ", (Role.OFFICER,), "Chuyên viên"),
    ("xa", "Nguyễn Thị Lan", "Phòng Văn hóa - Xã hội phường Lam Giang", (Role.OFFICER,), "Công chức"),
    ("chutich", "Phan Văn Hậu", "Ủy ban nhân dân phường Lam Giang", (Role.HEAD,), "Chủ tịch"),
    ("xa_khac", "Phạm Văn Đông", "Phòng Văn hóa - Xã hội xã An Bàng", (Role.OFFICER,), "Công chức"),
    ("bientap", "Võ Thị Mai", "Văn phòng Ủy ban nhân dân tỉnh", (Role.EDITOR,), "Biên tập viên"),
    ("lanhdao", "Đặng Quốc Việt", "Ủy ban nhân dân tỉnh Hồng Lam", (Role.HEAD,), "Phó Chủ tịch"),
    ("vanthu", "Hồ Thị Yến", "Sở Nội vụ", (Role.CLERK,), "Văn thư"),
    ("giamsat", "Bùi Văn Sơn", "Ủy ban nhân dân tỉnh Hồng Lam", (Role.OBSERVER,), "Đại biểu HĐND"),
    ("quantri", "Cao Văn Tú", "Ủy ban nhân dân tỉnh Hồng Lam", (Role.ADMINISTRATOR,), "Quản trị hệ thống"),
)

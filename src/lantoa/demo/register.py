"""The register of the Department of Home Affairs: one body of the demonstration that keeps its numbers here."""

from datetime import date

from lantoa.demo.world import World
from lantoa.persistence.identifiers import new_public_id
from lantoa.register.operations import Columns, keep_register, take_number

# day, kind, abstract: what such a department sends out in nine months
SENT = (
    (date(2026, 1, 12), "Kế hoạch", "Theo dõi, đôn đốc công tác tuyên truyền cải cách hành chính năm 2026"),
    (date(2026, 3, 30), "Báo cáo", "Kết quả tuyên truyền cải cách hành chính quý I năm 2026"),
    (date(2026, 6, 26), "Báo cáo", "Kết quả tuyên truyền cải cách hành chính 6 tháng đầu năm 2026"),
)


def keep(world: World) -> None:
    """Let the department's clerk keep the register and number what went out."""
    clerk, agency = world.people["vanthu"], world.agencies["Sở Nội vụ"]
    register = keep_register(actor=clerk, agency=agency, kept=True)
    series = {row.document_type: row for row in register.series.all()}
    for day, kind, abstract in SENT:
        columns = Columns(abstract=abstract, signer="Nguyễn Hữu Thắng", recipients="UBND tỉnh; các xã, phường")
        take_number(actor=clerk, series=series[kind], token=new_public_id(), day=day, columns=columns)

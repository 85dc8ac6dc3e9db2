"""The kinds of document that this paper can lay out. All share one layout; công văn has its own head."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DocumentKind:
    """A kind of official document: its name and abbreviation as Annex III of Decree 30/2020 gives them.

    `abbreviation` is None for công văn, which has none. `addressed` says whether the kind may carry "Kính gửi".
    """

    name: str
    abbreviation: str | None
    addressed: bool = False

    def symbol(self, agency: str, office: str = "") -> str:
        """The symbol: "KH-UBND" for a plan of "UBND", "UBND-VX" for a công văn drafted by "VX" (Article 15)."""
        groups = (self.abbreviation, agency) if self.abbreviation else (agency, office)
        return "-".join(group for group in groups if group)


REPORT = DocumentKind("Báo cáo", "BC", addressed=True)
PLAN = DocumentKind("Kế hoạch", "KH")
LETTER = DocumentKind("Công văn", None, addressed=True)
SUBMISSION = DocumentKind("Tờ trình", "TTr", addressed=True)
NOTICE = DocumentKind("Thông báo", "TB")
PROGRAMME = DocumentKind("Chương trình", "CTr")

KINDS = (REPORT, PLAN, LETTER, SUBMISSION, NOTICE, PROGRAMME)

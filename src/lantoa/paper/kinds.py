"""The kinds of document that this paper can lay out. All share one layout; what differs is said here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DocumentKind:
    """A kind of official document: its name and abbreviation as Annex III of Decree 30/2020 gives them.

    - `abbreviation`: None where there is none (công văn; a thể lệ, which is issued with another document).
    - `addressed`: may carry "Kính gửi". `titled`: bears its name and abstract as a title; a công văn has "V/v".
    - `numbered`: has a number and symbol of its own. `dated`: has a line of place and day (a biên bản has none).
    - `two_signatures`: signed by two, the secretary to the left (biên bản).
    """

    name: str
    abbreviation: str | None
    addressed: bool = False
    titled: bool = True
    numbered: bool = True
    dated: bool = True
    two_signatures: bool = False

    def symbol(self, agency: str, office: str = "") -> str:
        """The symbol: "KH-UBND" for a plan of "UBND", "UBND-VX" for a công văn drafted by "VX" (Article 15)."""
        groups = (self.abbreviation, agency) if self.abbreviation else (agency, office)
        return "-".join(group for group in groups if group)


REPORT = DocumentKind("Báo cáo", "BC", addressed=True)
PLAN = DocumentKind("Kế hoạch", "KH")
LETTER = DocumentKind("Công văn", None, addressed=True, titled=False)
SUBMISSION = DocumentKind("Tờ trình", "TTr", addressed=True)
NOTICE = DocumentKind("Thông báo", "TB")
PROGRAMME = DocumentKind("Chương trình", "CTr")
DECISION = DocumentKind("Quyết định", "QĐ")
INVITATION = DocumentKind("Giấy mời", "GM")
MINUTES = DocumentKind("Biên bản", "BB", dated=False, two_signatures=True)
RULES = DocumentKind("Thể lệ", None, numbered=False, dated=False)

KINDS = (REPORT, PLAN, LETTER, SUBMISSION, NOTICE, PROGRAMME, DECISION, INVITATION, MINUTES, RULES)

"""When an item of a plan may be proposed as finished («hoàn thành»)."""

from collections.abc import Iterable
from dataclasses import dataclass

from lantoa.domain.verdict import Verdict


@dataclass(frozen=True)
class ProductState:
    """This will hold a product of an item («sản phẩm») and whether a result with number and date met it."""

    name: str
    delivered: bool


@dataclass(frozen=True)
class CompletionProposal:
    """This will hold why an item may not be proposed as finished, in Vietnamese sentences; none means that it may."""

    reasons: tuple[str, ...]

    @property
    def may_be_proposed(self) -> bool:
        """Whether nothing stands against it."""
        return not self.reasons


def item_may_be_proposed_finished(duties: Iterable[Verdict], products: Iterable[ProductState]) -> CompletionProposal:
    """This will propose an item as finished when all its counted duties are met and all its products delivered.

    An item with neither gives no ground: a standing item is declared by its lead with evidence, not proposed.
    The lead declares and the coordinator accepts; this only proposes.
    """
    verdicts, wanted = list(duties), list(products)
    if not verdicts and not wanted:
        return CompletionProposal(("Mục này không có chỉ tiêu số lượng hay sản phẩm để tự đối chiếu.",))
    reasons = []
    short = [verdict for verdict in verdicts if not verdict.is_met]
    if short:
        overdue = sum(verdict.is_overdue for verdict in short)
        detail = f", trong đó {overdue} kỳ quá hạn" if overdue else ""
        reasons.append(f"Còn {len(short)} trong {len(verdicts)} kỳ chưa đủ số lượng{detail}.")
    missing = [product.name for product in wanted if not product.delivered]
    if missing:
        reasons.append(f"Chưa có sản phẩm: {'; '.join(missing)}.")
    return CompletionProposal(tuple(reasons))

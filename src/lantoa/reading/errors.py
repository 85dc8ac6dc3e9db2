"""What a reading refuses, each with the sentence an office worker sees."""

from collections.abc import Sequence


class UnreadableDocument(Exception):  # noqa: N818 - the name says what happened to the person's document
    """A document that cannot be read.

    `str(error)` is one Vietnamese sentence or two: what is wrong and what to do about it. No other
    exception leaves `lantoa.reading` for bad input.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class ClassifiedDocument(UnreadableDocument):
    """A document marked MẬT, TỐI MẬT or TUYỆT MẬT: refused before anything of it is kept.

    Source: Luật Bảo vệ bí mật nhà nước (29/2018/QH14) and its successors: state secrets are not
    handled on systems connected to the network.
    """

    def __init__(self, mark: str) -> None:
        super().__init__(
            f"Văn bản có dấu độ mật “{mark}” nên phần mềm không tiếp nhận. "
            "Tài liệu mật phải được xử lý theo quy định về bảo vệ bí mật nhà nước, không tải lên hệ thống này."
        )
        self.mark = mark


class ScannedPages(UnreadableDocument):
    """Pages that are images without text, or with text that is not what the image shows.

    `pages` numbers them from 1. What can read images (outside this package) may catch this and read them.
    """

    def __init__(self, pages: Sequence[int], total: int) -> None:
        where = "Tất cả các trang" if len(pages) == total else f"Trang {_spans(pages)}"
        super().__init__(
            f"{where} là ảnh quét, hoặc có lớp chữ bên dưới không đúng tiếng Việt, nên chưa đọc được. "
            "Hãy tải lên bản Word (.docx) hoặc bản PDF xuất thẳng từ Word của kế hoạch."
        )
        self.pages = tuple(pages)


def _spans(pages: Sequence[int]) -> str:
    """Page numbers as people write them: 1–3, 7."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)

"""What a reading refuses, each with the sentence an office worker sees."""


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

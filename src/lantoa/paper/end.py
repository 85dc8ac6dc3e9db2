"""The end of a document: recipients and signature, or the two signatures of minutes."""

from dataclasses import replace

from lantoa.paper.document import Align, Document, Signature
from lantoa.paper.head import END_MARKS, listed
from lantoa.paper.layout import Line, Part, Run, Shape, Sides, centred, gap, line
from lantoa.paper.preset import Preset
from lantoa.paper.text import written


def end_table(document: Document, preset: Preset) -> list[Part]:
    """Recipients to the left, capacity and name of the signer to the right, in one row that is never split.

    Minutes have two signatures side by side and the recipients under them; a document without signature and
    recipients, which another is issued with, has no end at all.
    """
    half = preset.text_width / 2
    widths = (half, half)
    if document.kind.two_signatures:
        left = document.second_signature or Signature(capacity=("Thư ký",), name=None)
        head, *names = _recipients(document, preset)
        below = (replace(head, shape=replace(head.shape, before=12)), *names)
        rows = ((_signature(left, preset), _signature(document.signature, preset)), (below, ()))
        return [gap(with_next=True), Sides(widths, rows), gap()]
    if not (document.signature.capacity or document.signature.name or document.recipients):
        return []
    row = (_recipients(document, preset), _signature(document.signature, preset))
    return [gap(with_next=True), Sides(widths, (row,)), gap()]


def _recipients(document: Document, preset: Preset) -> tuple[Line, ...]:
    names = [written(name, "nơi nhận").rstrip(END_MARKS) for name in document.recipients]
    filed = written(document.filed, "nơi lưu").rstrip(END_MARKS)
    head = Run(text="Nơi nhận:", size=preset.recipients_head, bold=True, italic=True)
    left = Shape(align=Align.LEFT)
    lines = [line((Run(text=each, size=preset.recipients),), left) for each in listed([*names, f"Lưu: {filed}"])]
    return (line((head,), left), *lines)


def _signature(signature: Signature, preset: Preset) -> tuple[Line, ...]:
    capacity = [written(each, "chức vụ người ký").upper() for each in signature.capacity]
    parts = [centred(each, preset.signature, bold=True) for each in capacity]
    name = written(signature.name or "", "họ tên người ký")
    return (*parts, centred(name, preset.signature, bold=True, before=preset.signing_room))

"""What a person is told of a text that had to be restored."""

from lantoa.vietnamese.restoration import Condition, Restoration

_SHOWN = 12
_WHAT = {
    Condition.ACCENTS_LOST: "Văn bản gốc mất dấu tiếng Việt",
    Condition.LETTERS_LOST: "Văn bản gốc thiếu chữ (phông chữ bị lỗi)",
}


def restored_note(condition: Condition, restored: Restoration) -> tuple[str, ...]:
    """One sentence: what was wrong, that it was restored, which words are doubtful; none for sound text."""
    if condition not in _WHAT:
        return ()
    words = [restored.text[start:end] for start, end in restored.doubtful]
    sentence = f"{_WHAT[condition]}, phần mềm đã khôi phục; cần đối chiếu với bản giấy."
    if words:
        shown = ", ".join(f"“{word}”" for word in list(dict.fromkeys(words))[:_SHOWN])
        sentence += f" Còn {len(words)} chữ chưa chắc, chẳng hạn {shown}."
    return (sentence,)

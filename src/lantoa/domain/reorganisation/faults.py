"""What stands against a set of steps, each as a sentence an administrator can act on."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.domain.reorganisation.forest import Forest, Hang, Key
from lantoa.domain.reorganisation.steps import COUNTS, ENDING, STEP_LABELS, Step, StepKind

_SHOWN = 5


@dataclass(frozen=True)
class Fault:
    """This will say what is wrong: with which step (its place in the list; None: with all of them), in a sentence."""

    step: int | None
    sentence: str


def against(
    forest: Forest,
    steps: Sequence[Step],
    on: date,
    *,
    ends: frozenset[Key],
    left: Sequence[tuple[Key, Key]],
    heirs: Mapping[Key, Sequence[Key]],
) -> list[Fault]:
    """This will give every fault of the steps.

    in: the forest, the steps, the day; the keys of all bodies that end; (child, parent) of those that would be left
    hanging from a body that ended; for each predecessor the successors named as heirs. Circles are looked for apart.
    """
    if not steps:
        return [Fault(None, "Chưa có bước nào.")]
    examiner = _Examiner(forest, steps, on, ends)
    faults = [fault for number, step in enumerate(steps) for fault in examiner.of_step(number, step)]
    faults += [*examiner.of_all(), *examiner.of_heirs(heirs), *examiner.of_children(left)]
    return faults


class _Examiner:
    def __init__(self, forest: Forest, steps: Sequence[Step], on: date, ends: frozenset[Key]) -> None:
        self.forest, self.steps, self.on, self.ends = forest, steps, on, ends
        self.begun = {new.key: new for step in steps for new in step.begins}

    def name(self, key: Key) -> str:
        """A body's name, of those that are and of those that begin."""
        body = self.forest.bodies.get(key) or self.begun.get(key)
        return body.name if body else "đơn vị không có trong danh sách"

    def of_step(self, number: int, step: Step) -> Iterator[Fault]:
        """The faults of one step by itself."""
        yield from (Fault(number, sentence) for sentence in self._counts(step))
        for key in step.before:
            yield from (Fault(number, sentence) for sentence in self._old(step, key))
        for key in step.after:
            yield from (Fault(number, sentence) for sentence in self._new(step, key))
        for new in step.begins:
            yield from (Fault(number, sentence) for sentence in self._place(new.name, new.under))
        if step.kind is StepKind.MOVE:
            yield from (Fault(number, sentence) for sentence in self._moved(step))
        if step.kind is StepKind.RENAME:
            yield from (Fault(number, sentence) for sentence in self._renamed(step))
        if len(step.after) > 1 and step.kind in ENDING and step.heir not in step.after:
            yield Fault(number, "Chưa chọn đơn vị nhận việc đang làm.")

    def _counts(self, step: Step) -> Iterator[str]:
        label = STEP_LABELS[step.kind]
        for found, (least, most), what in zip(
            (step.before, step.after), COUNTS[step.kind], ("đơn vị cũ", "đơn vị sau"), strict=True
        ):
            if len(found) < least:
                yield f"“{label}” cần ít nhất {least} {what}."
            if most is not None and len(found) > most:
                yield f"“{label}” có nhiều nhất {most} {what}."
            if len(set(found)) < len(found):
                yield f"“{label}” ghi hai lần một {what}."

    def _old(self, step: Step, key: Key) -> Iterator[str]:
        body = self.forest.bodies.get(key)
        if body is None or not body.lives_on(self.on):
            yield f"{self.name(key)} không hoạt động vào ngày {self.on:%d/%m/%Y}."
            return
        if key in step.after:
            yield f"{body.name} không thể vừa là đơn vị cũ, vừa là đơn vị sau trong một bước."
        if step.kind not in ENDING:
            if key in self.ends and step.kind is not StepKind.SEPARATE:
                yield f"{body.name} kết thúc trong lần tổ chức lại này nên không đổi tên hay chuyển đi được."
            return
        if body.ends is not None:
            yield f"{body.name} đã có ngày kết thúc là {body.ends:%d/%m/%Y}."
        if body.starts >= self.on:
            yield f"{body.name} bắt đầu từ chính ngày {body.starts:%d/%m/%Y} nên không kết thúc trong ngày đó được."

    def _new(self, step: Step, key: Key) -> Iterator[str]:
        if key in self.begun:
            if step.kind is StepKind.ABSORB and any(new.key == key for new in step.begins):
                yield "“Sáp nhập vào đơn vị đang có” cần một đơn vị đang có; đơn vị mới thì chọn “Hợp nhất”."
            return
        body = self.forest.bodies.get(key)
        if body is None or not body.lives_on(self.on) or key in self.ends:
            yield f"{self.name(key)} không còn hoạt động từ ngày {self.on:%d/%m/%Y} nên không kế thừa được."
        elif step.kind in (StepKind.MERGE, StepKind.BEGIN):
            yield f"{body.name} đang có sẵn; “{STEP_LABELS[step.kind]}” cần một đơn vị mới."

    def _place(self, name: str, under: Key | None) -> Iterator[str]:
        if not name.strip():
            yield "Chưa nhập tên của đơn vị mới."
        if under is None or under in self.begun:
            return
        body = self.forest.bodies.get(under)
        if body is None or not body.lives_on(self.on) or under in self.ends:
            yield f"Cấp trên của {name} không còn hoạt động từ ngày {self.on:%d/%m/%Y}: {self.name(under)}."

    def _moved(self, step: Step) -> Iterator[str]:
        if step.under is None:
            yield "Chưa chọn cơ quan cấp trên mới."
            return
        for key in step.before:
            yield from self._place(self.name(key), step.under)
            present = [row for row in self.forest.to_above.get(key, ()) if row.true_on(self.on)]
            if any((row.parent, row.is_office) == (step.under, step.is_office) for row in present):
                yield f"{self.name(key)} đang trực thuộc đúng như vậy."

    def _renamed(self, step: Step) -> Iterator[str]:
        if not step.name.strip():
            yield "Chưa nhập tên mới."
        elif step.before and step.name == self.name(step.before[0]):
            yield "Tên mới giống hệt tên đang dùng."
        for key in step.before:
            body = self.forest.bodies.get(key)
            if body and body.starts >= self.on:
                yield f"{body.name} bắt đầu từ chính ngày {body.starts:%d/%m/%Y} nên chưa có tên cũ để đổi."

    def of_all(self) -> Iterator[Fault]:
        """The faults that only all the steps together show."""
        for kind in (StepKind.RENAME, StepKind.MOVE):
            named = Counter(key for step in self.steps if step.kind is kind for key in step.before)
            for key, times in named.items():
                if times > 1:
                    yield Fault(None, f"{self.name(key)} có {times} bước “{STEP_LABELS[kind]}”.")
        begun = Counter(new.key for step in self.steps for new in step.begins)
        if any(times > 1 for times in begun.values()):
            yield Fault(None, "Có đơn vị mới được lập trong hai bước.")
        yield from self._later_changes()
        yield from self._twins()

    def _later_changes(self) -> Iterator[Fault]:
        """A day before a change that was already made cannot be reorganised: the later change would lose its ground."""
        moved = {key for step in self.steps if step.kind is StepKind.MOVE for key in step.before}
        for key in [*self.ends, *sorted(moved - self.ends, key=str)]:
            own = [row for row in self.forest.to_above.get(key, ()) if self._later(row)]
            below = [row for row in self.forest.from_above.get(key, ()) if key in self.ends and row.starts > self.on]
            if own or below:
                sentence = f"{self.name(key)} đã có thay đổi về cấp trên hoặc đơn vị trực thuộc từ ngày"
                first = min(row.starts for row in (*own, *below))
                yield Fault(None, f"{sentence} {first:%d/%m/%Y}; hãy chọn ngày có hiệu lực muộn hơn.")

    def _later(self, row: Hang) -> bool:
        return row.starts >= self.on or (row.ends is not None and row.ends > self.on)

    def _twins(self) -> Iterator[Fault]:
        """Two bodies of one name under one parent could never be told apart."""
        stay = {
            (row.parent, _plain(self.name(key)))
            for key, row in self.forest.parents_on(self.on).items()
            if key not in self.ends
        }
        for new in self.begun.values():
            mark = (new.under, _plain(new.name))
            if new.under is not None and mark in stay:
                yield Fault(None, f"Dưới {self.name(new.under)} đã có một đơn vị tên là {new.name}.")
            stay.add(mark)

    def of_heirs(self, heirs: Mapping[Key, Sequence[Key]]) -> Iterator[Fault]:
        """Exactly one takes the open work of a body that ends and is followed."""
        followed = dict.fromkeys(
            key for step in self.steps if step.kind in ENDING and step.after for key in step.before
        )
        for key in followed:
            count = len(heirs.get(key, ()))
            if count == 0:
                yield Fault(None, f"Chưa nêu đơn vị nào nhận việc đang làm của {self.name(key)}.")
            elif count > 1:
                names = "; ".join(self.name(heir) for heir in heirs[key])
                yield Fault(
                    None, f"Việc đang làm của {self.name(key)} chỉ giao cho một đơn vị, nay có {count}: {names}."
                )

    def of_children(self, left: Sequence[tuple[Key, Key]]) -> Iterator[Fault]:
        """Nobody ends while others hang from it."""
        under: dict[Key, list[str]] = {}
        for child, parent in left:
            under.setdefault(parent, []).append(self.name(child))
        for parent, names in under.items():
            more = f" và {len(names) - _SHOWN} đơn vị nữa" if len(names) > _SHOWN else ""
            shown = "; ".join(sorted(names)[:_SHOWN])
            yield Fault(None, f"Dưới {self.name(parent)} còn {len(names)} đơn vị chưa được xếp đi đâu: {shown}{more}.")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())

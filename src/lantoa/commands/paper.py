"""`lantoa paper write PLAN.json OUT` and `lantoa paper check FILE.docx`: official documents without a database."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from lantoa.adapters.typesetting import Typst
from lantoa.paper import DEFAULT_PRESET, Preset, UnwritableText, write_docx
from lantoa.paper.checking import check_docx
from lantoa.paper.pdf import TypesettingError, write_pdf
from lantoa.paper.plans import plan_document
from lantoa.reading import UnreadableDocument


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words this command takes."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="VIỆC")
    write = deeds.add_parser("write", help="viết Plan JSON thành văn bản .docx hoặc .pdf")
    write.add_argument("plan", type=Path, help="tệp Plan JSON")
    write.add_argument("out", type=Path, help="nơi ghi, đuôi .docx hoặc .pdf")
    write.add_argument("--preset", type=Path, help="tệp JSON các số đo riêng của cơ quan, trong khoảng luật định")
    write.add_argument("--filed", default="VT", help="nơi lưu, sau “Lưu:” (mặc định VT)")
    check = deeds.add_parser("check", help="so thể thức một văn bản .docx với Nghị định 30/2020/NĐ-CP")
    check.add_argument("file", type=Path, help="văn bản .docx")


def run(arguments: argparse.Namespace) -> int:
    """Write or check. Exit code 1 when something cannot be done or departs from the decree, with its sentence."""
    try:
        return _write(arguments) if arguments.deed == "write" else _check(arguments.file)
    except OSError as fault:
        print(f"Không mở được {fault.filename}: {fault.strerror}.", file=sys.stderr)
    except (UnreadableDocument, UnwritableText, TypesettingError) as fault:
        print(fault.sentence, file=sys.stderr)
    except ValueError as fault:
        print(str(fault), file=sys.stderr)
    return 1


def _write(arguments: argparse.Namespace) -> int:
    ending = arguments.out.suffix.lower()
    if ending not in (".docx", ".pdf"):
        print(f"Chỉ ghi được .docx hoặc .pdf, không ghi được “{arguments.out.name}”.", file=sys.stderr)
        return 2
    preset = Preset.of(_json(arguments.preset)) if arguments.preset else DEFAULT_PRESET
    try:
        document = plan_document(_json(arguments.plan), filed=arguments.filed)
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"{arguments.plan} không phải Plan JSON: thiếu hoặc sai {fault}.") from fault
    if ending == ".docx":
        arguments.out.write_bytes(write_docx(document, preset=preset))
    else:
        arguments.out.write_bytes(write_pdf(document, Typst(), preset=preset))
    return 0


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as fault:
        raise ValueError(f"{path} không phải JSON: {fault}.") from fault
    if not isinstance(value, dict):
        raise ValueError(f"{path} phải là một đối tượng JSON.")
    return value


def _check(path: Path) -> int:
    found = check_docx(path.read_bytes())
    for departure in found:
        print(departure.sentence)
    if not found:
        print("Không thấy điểm nào trái Nghị định 30/2020/NĐ-CP trong phần kiểm tra được.")
    return 1 if found else 0

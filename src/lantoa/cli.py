"""The one command, `lantoa`. Each command is a module of lantoa.commands with `add_arguments` and `run`."""

import argparse
import importlib
import sys
from collections.abc import Sequence

# name: what it does, as the help shows it
COMMANDS = {
    "demo": "một tỉnh giả định với kế hoạch, người dùng và chín tháng công việc, chạy trên máy này",
    "serve": "máy chủ và việc nền trên cơ sở dữ liệu đã cấu hình",
    "read": "đọc một văn bản kế hoạch thành Plan JSON",
    "paper": "viết kế hoạch thành văn bản hành chính; kiểm tra thể thức một văn bản Word",
    "timing": "hiểu một cụm từ chỉ thời gian, số lượng",
    "bench": "đo tốc độ, bằng tỷ lệ với một thước đo chạy cùng lượt",
    "manage": "các lệnh quản trị của Django",
}


def _usage() -> str:
    lines = ["Cách dùng: lantoa LỆNH [tham số]", ""]
    lines += [f"  {name:<8} {words}" for name, words in COMMANDS.items()]
    return "\n".join([*lines, "", "lantoa LỆNH --help cho biết các tham số của từng lệnh."])


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. in: the words after `lantoa`; out: the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(_usage())
        return 0
    name, rest = words[0], words[1:]
    if name not in COMMANDS:
        print(f"Không có lệnh “{name}”.\n\n{_usage()}", file=sys.stderr)
        return 2
    command = importlib.import_module(f"lantoa.commands.{name}")
    if name == "manage":  # Django reads its own words
        return int(command.run_words(rest))
    parser = argparse.ArgumentParser(prog=f"lantoa {name}", description=COMMANDS[name])
    command.add_arguments(parser)
    return int(command.run(parser.parse_args(rest)))


if __name__ == "__main__":
    raise SystemExit(main())

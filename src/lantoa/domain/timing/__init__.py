"""The grammar of timing and quota phrases in plans, «thời gian, số lượng»: parse, explain, write. Pure."""

from lantoa.domain.every import Every
from lantoa.domain.timing.explaining import explain
from lantoa.domain.timing.model import Timing, TimingReading
from lantoa.domain.timing.parsing import parse_timing
from lantoa.domain.timing.writing import write

__all__ = ["Every", "Timing", "TimingReading", "explain", "parse_timing", "write"]

"""The grammar of timing and quota phrases in plans, «thời gian, số lượng»: parse, explain, write. Pure."""

from lantoa.domain.every import Every
from lantoa.domain.timing.model import Timing, TimingReading
from lantoa.domain.timing.parsing import parse_timing

__all__ = ["Every", "Timing", "TimingReading", "parse_timing"]

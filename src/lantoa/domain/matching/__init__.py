"""Rows of a plan and of the plan above it: which answers which."""

from lantoa.domain.matching.pairing import match
from lantoa.domain.matching.rows import Match, Row, Wanted

__all__ = ["Match", "Row", "Wanted", "match"]

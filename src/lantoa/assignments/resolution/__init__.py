"""From the words of a plan to real agencies: proposed by rule, decided by a person, frozen at issue."""

from lantoa.assignments.resolution.propose import ProposedResolution, propose

__all__ = ["ProposedResolution", "propose"]

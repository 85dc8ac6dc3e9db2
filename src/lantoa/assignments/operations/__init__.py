"""What can be done with a plan's words, its issue, and what it gives to each body."""

from lantoa.assignments.operations.issuing import Decision, issue_plan, preview, save_resolutions

__all__ = ["Decision", "issue_plan", "preview", "save_resolutions"]

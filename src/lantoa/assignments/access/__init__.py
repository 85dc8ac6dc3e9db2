"""Who may do what with assignments, and the guarded fetches."""

from lantoa.assignments.access.issuing import ISSUING, PREPARING, draft_to_prepare, may_end, may_issue, may_prepare

__all__ = ["ISSUING", "PREPARING", "draft_to_prepare", "may_end", "may_issue", "may_prepare"]

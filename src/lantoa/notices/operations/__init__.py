"""What is written about notices."""

from lantoa.notices.operations.reading import mark_all_read, mark_read
from lantoa.notices.operations.telling import notify
from lantoa.notices.operations.wishes import save_preferences

__all__ = ["mark_all_read", "mark_read", "notify", "save_preferences"]

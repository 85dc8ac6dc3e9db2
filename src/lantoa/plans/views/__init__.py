"""The screens of plans: the list, a draft, its items and their obligations."""

"""The screens of results."""

"""The screens of assignments."""

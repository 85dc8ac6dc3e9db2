"""The screens of bringing a plan in: upload and progress, then review."""

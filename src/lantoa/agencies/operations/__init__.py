"""Changing bodies and people: one function a use case, each checked, atomic and written in the trail."""

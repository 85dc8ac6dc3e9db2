"""Scans and photographs → pages of words and cells. Pure: pictures and an engine are handed in."""

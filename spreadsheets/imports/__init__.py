"""Imports of a list: plan, apply, undo."""

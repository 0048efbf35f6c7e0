"""Exports of the desk as sheets."""

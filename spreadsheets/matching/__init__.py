"""Matching of party names to organizations."""

"""Facet counts: how many records of a list have each value of each fact, from bitmaps kept per fact.

Readers need `count_facets`. `register.entries` alone writes, by `register.facets.counters`; filters give their bitmaps
by `register.facets.bitmaps`.
"""

from register.facets.counts import FacetCounts, count_facets

__all__ = ["FacetCounts", "count_facets"]

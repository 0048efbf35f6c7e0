"""The life of an agreement, told from its dated acts and terms: what state it was in on which days, and why.

`periods` is a pure function of a published body; the desk asks it about drafts, too. What a day cannot decide
is left open: between the earliest and the latest day of a boundary, both sides are possible. ADR 0005 has the
reasoning, `tests/register/lifecycle_cases.py` the rules one by one.
"""

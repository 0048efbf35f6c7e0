"""Life of an agreement: its legal state on any day, derived from dated acts and terms, with certainty and reasons.

`periods.compute_periods` is a pure function of a published body; drafts at the desk pass through it, too. Where the
days are known in part only, the answer stays open: between the earliest and the latest day of a boundary, both
states are possible. ADR 0005 has the reasoning, `tests/lifecycle/lifecycle_cases.py` the rules one by one.

`acts` and `terms` parse, `state_machine` applies them to a `timeline`, `periods` and `status` are the answers,
`deadlines` the days on which something falls due, `sentences` the words.
"""

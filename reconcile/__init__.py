"""Reconciliation Service API 0.2 of the W3C community group: partners match their lists to the register.

`matchers` has the types and properties of each kind, which the apps declare in ``reconcile.py``. `queries` parses
requests, `candidates` searches records for them, `scoring` ranks these, `responses` builds the bodies. The
specification: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

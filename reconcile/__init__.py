"""Matching other people's lists to the register: the Reconciliation Service API 0.2 of the W3C community group.

`subjects` says what can be matched; each app says its own in its ``reconcile.py``. `queries` reads what is asked,
`candidates` finds records that may be meant, `scoring` judges them. The specification:
https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

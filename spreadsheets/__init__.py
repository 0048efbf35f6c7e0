"""Spreadsheets: lists of agreements as staff keep them, read with a preview, and the desk written as sheets.

====================  ==========================================================================================
reading.py            ``Table``, ``read_table(data, name)``, ``SheetError``
columns.py            ``Column``, ``COLUMNS``, ``guess(headers)``
planning.py           ``plan(table, mapping, choices, *, name, progress)`` and what it answers (plans.py): ``Plan``,
                      ``RowPlan``, ``Change``, ``CellProblem``, ``Candidates``
applying.py           ``apply(table, mapping, choices, *, name, digest, by, skip_bad)``, ``undo(applied, by=)``,
                      ``MovedOn``, ``BadRows``, ``UndoRefused``
errors.py             ``bad_rows(table, plan, format)``: what to correct and upload again
export.py             ``flat(agreements, language)``, ``write_flat``, ``relational``, ``read_relational``
====================  ==========================================================================================

Behind them: headers.py and words.py (what real lists write), cells.py and terms.py (what cells mean), parties.py (which
organization), rows.py, involving.py and understanding.py (a row beside its record), flattening.py (a record
as a row), desk.py.

A plan is worked out and shown; ``apply`` works it out again and keeps exactly that, or says that the desk moved on.
Names are compared in Python: folding (accents, forms of Hangul) is not to be had in SQL, all names are read for it
anyway, and what every university is called must not make two of them alike. So no database extension is needed.

Everything that a plan or an import answers is plain data (``Plan.as_json``, ``Plan.from_json``, ``Applied``).
"""

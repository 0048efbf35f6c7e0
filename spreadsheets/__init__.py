"""Spreadsheets: lists of agreements as staff keep them, imported with a preview, and the desk exported as sheets.

====================  ==========================================================================================
files/                table.py: ``SheetTable``, ``ReadingOptions``, ``SheetError``; reader.py: ``read_table``, by
                      text_encoding.py, csv_files.py or workbooks.py, and layout.py; writer.py: CSV and XLSX
columns.py            ``SheetColumn``, ``SHEET_COLUMNS``, ``guess_columns(headers)``, by the synonyms in headers.py
parsing/              cells.py and terms.py: texts of cells into facts, by the synonyms in synonyms.py; countries.py
matching/             organizations.py: party names to organizations of the desk, by similarity.py at last;
                      party_names.py: cells that hold more than a name; list_names.py: names of a list among themselves
drafts/               draft.py: ``AgreementDraft``, an exported record with a row merged in; fill.py and its parts
imports/              planner.py: ``plan_import``; apply.py: ``apply_import``; undo.py: ``undo_import``;
                      error_rows.py: ``write_error_rows``, to be corrected and uploaded again; earlier_issues.py:
                      corrected rows of a list without numbers; publication.py: a whole import in the register
plan.py               ``ImportPlan``, ``RowPlan``, ``RowChange``, ``CellProblem``, ``OrganizationCandidates``,
                      ``ListQuestion``, ``ListNotice``; answers.py: ``ImportAnswers``, what people decided about a list;
                      findings.py: ``ListFindings`` gathers questions and notices, each once for the list;
                      messages.py: ``Message``, kept in every language for whoever reads it
exports/              flat.py: a row an agreement; relational.py: whole records, a sheet for each kind and part
lookups.py            ``DeskLookups``: organizations, topics and sources by name or id, agreements as exported
models.py             ``SavedList``, ``SpreadsheetImport``, ``ImportRow``; actions.py: requests of staff; tasks.py: the
                      background steps; admin/: the pages
====================  ==========================================================================================

A plan is worked out and shown; ``apply_import`` works it out again and keeps exactly that, or raises StalePlan. Names
are compared in Python: folding (accents, forms of Hangul) is not to be had in SQL, all names are read for it anyway,
and words that every university has in its name must not make two of them alike. So no database extension is needed.

Plans and applied imports are plain data (``ImportPlan.as_json``, ``ImportPlan.from_json``, ``AppliedImport``).
"""

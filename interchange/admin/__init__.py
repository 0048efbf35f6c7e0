"""Spreadsheets in the staff area: bring them in, and take lists out as spreadsheets."""

from agreements.admin import AgreementAdmin
from interchange.admin.exports import export_flat, export_relational
from interchange.admin.lists import SavedListAdmin
from interchange.admin.spreadsheet import SpreadsheetImportAdmin

# Agreements know nothing of spreadsheets, which stand above them: what can be done with a selection is added here.
AgreementAdmin.actions = [*AgreementAdmin.actions, export_flat, export_relational]

__all__ = ["SavedListAdmin", "SpreadsheetImportAdmin"]

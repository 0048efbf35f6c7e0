"""Admin of spreadsheets: imports, saved lists, and exports of a selection of agreements."""

from agreements.admin import AgreementAdmin
from spreadsheets.admin.exports import export_flat, export_relational
from spreadsheets.admin.imports import SpreadsheetImportAdmin
from spreadsheets.admin.saved_lists import SavedListAdmin

# Agreements know nothing of spreadsheets, which stand above them: what can be done with a selection is added here.
AgreementAdmin.actions = [*AgreementAdmin.actions, export_flat, export_relational]

__all__ = ["SavedListAdmin", "SpreadsheetImportAdmin"]

"""Questions about spreadsheets that are brought in."""

from django.db import connection, models

from core.locks import SPREADSHEET_WORK_LOCK


class SavedListQuerySet(models.QuerySet):
    """Lists of agreements that somebody keeps."""

    def of_headers(self, headers: list[str]) -> models.QuerySet:
        """Those for exactly these headers, in any order; the one that was used last comes first."""
        return self.filter(headers__contains=headers, headers__contained_by=headers).order_by("-updated_at")


class SpreadsheetImportQuerySet(models.QuerySet):
    """Imports of spreadsheets."""

    def at_work(self) -> set[int]:
        """The keys of those that a background step is at work on right now: a killed one holds no lock."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2 "
                "AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
                [SPREADSHEET_WORK_LOCK],
            )
            return {key for (key,) in cursor.fetchall()}

"""The profile as it is now: read in the query that reads the register's revision, and kept by the process.

A request carries when the profile was saved last (``profile_at``); the kept one is read anew where that is another
moment. So every process shows a change with the next request, and every ETag differs after it.
"""

from datetime import datetime
from typing import Any

from django.db import Error, connections

from core.database_errors import is_database_away
from register.routers import REGISTER_ALIAS
from site_profile.models import SiteProfile

_MOMENT_SQL = "SELECT max(updated_at) FROM site_profile_siteprofile"
_STATE_SQL = f"SELECT coalesce(max(id), 0), ({_MOMENT_SQL}), (%s) FROM register_publicversion"

_kept = SiteProfile()


def last_known_profile() -> SiteProfile:
    """The profile that this process showed last, for pages that ask nothing of the database."""
    return _kept


def current_profile() -> SiteProfile:
    """The profile as it is now, in one query: for letters and files, which have no request."""
    return _profile_of_moment(_fetch(_MOMENT_SQL)[0])


def profile_of(request: Any) -> SiteProfile:
    """The profile that a request is to show; while the database is away, the one that was shown last."""
    try:
        return _profile_of_moment(profile_moment(request))
    except Error as error:
        if not is_database_away(error):
            raise
        return last_known_profile()


def profile_moment(request: Any) -> datetime | None:
    """Moment at which the profile was saved that a request is to show; None where there is none yet."""
    if not hasattr(request, "profile_at"):
        [request.profile_at] = _fetch(_MOMENT_SQL)
    moment: datetime | None = request.profile_at
    return moment


def read_revision(request: Any) -> int:
    """The register's revision, and in the same query, for the request, when the profile was saved last."""
    return read_state(request, "NULL")[0]


def read_state(request: Any, further: str) -> tuple[int, Any]:
    """The register's revision as `read_revision` reads it, and in the same query what this SQL of one value gives."""
    revision, request.profile_at, value = _fetch(_STATE_SQL % further)
    return int(revision), value


def _fetch(query: str) -> tuple[Any, ...]:
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(query)
        return tuple(cursor.fetchone())


def _profile_of_moment(moment: datetime | None) -> SiteProfile:
    global _kept  # one value for the whole process, replaced in one step
    profile = _kept
    if profile.updated_at != moment:
        profile = _kept = SiteProfile.objects.using(REGISTER_ALIAS).first() or SiteProfile()
    return profile

"""Organizations that the names of a row mean: matched, new, or to be decided."""

import re
from collections.abc import Iterable, Sequence

from django_countries import countries

from spreadsheets.drafts.draft import AgreementDraft, SheetCell
from spreadsheets.drafts.list_cells import correction_score
from spreadsheets.drafts.party_cells import CellParty
from spreadsheets.matching.matches import KnownOrganization, OrganizationMatch
from spreadsheets.messages import Message
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError
from spreadsheets.parsing.countries import is_unknown_country
from spreadsheets.plan import OrganizationCandidates


def match_party(
    draft: AgreementDraft, column: str, party: CellParty, replaced: Iterable[dict] = ()
) -> OrganizationMatch | None:
    """The organization of a party of the row. None: somebody has to decide, which is a problem.

    A name that is new and like that of a party of the record that goes (``replaced``) may be a correction: it is asked.
    """
    name, country = party.named.name, party.named.country
    match = match_organization(
        draft, party.cell, name, likely=_parties_alike(draft, name, replaced),
        country=country, identifier=party.identifier, is_own=column == "our_side",
    )  # fmt: skip
    if match:
        warn_of_other_country(draft, match.organization, country)
    return match


def _parties_alike(
    draft: AgreementDraft, name: str, parties: Iterable[dict]
) -> list[tuple[int | str, str, float]]:
    """Organizations of parties whose name as written is like this one, as options of candidates."""
    options: list[tuple[int | str, str, float]] = []
    for party in parties:
        known = draft.desk.organizations.get(party.get("organization", ""))
        score = correction_score(party.get("name_as_written", ""), name)
        if known and score:
            options.append((known.pk, known.label, round(score, 2)))
    return sorted(options, key=lambda option: -option[2])


def match_organization(
    draft: AgreementDraft,
    cell: SheetCell,
    name: str,
    *,
    likely: Sequence[tuple[int | str, str, float]] = (),
    **options,
) -> OrganizationMatch | None:
    """The organization of this name, of the desk or new. None: somebody has to decide, which is a problem.

    ``likely`` are the candidates where it would be a new one; ``options`` as for ``OrganizationNameMatcher.match``.
    """
    matcher = draft.desk.matcher
    try:
        match = matcher.match(name, **options)
    except CellError as error:
        draft.add_problem(error, *cell)
        return None
    if match.new_id and likely and not matcher.choices.get(name):
        country = options.get("country", "")
        match = OrganizationMatch(candidates=OrganizationCandidates(name, country, [*likely]))
    new = matcher.new_organizations.get(match.new_id, {})
    draft.desk.organizations_in_list.note_match(name, match, new, draft.row.number)
    if match.candidates:
        draft.candidates.append(match.candidates)
        error = CellError(
            _("“%(name)s” is like %(other)s.") % {"name": name, "other": match.candidates.options[0][1]},
            _("Choose which organization is meant, or that it is a new one."),
        )
        draft.add_problem(error, cell[0], name)
        return None
    if match.new_id:
        draft.new_organizations.add(match.new_id)
    return match


def name_as_written(match: OrganizationMatch, name: str) -> str:
    """The name as the list has it; today's where the list has only an identifier."""
    is_identifier = re.fullmatch(r"(https?://.*|Q\d+|0[a-z0-9]{8}|grid\..*)", name)
    return match.organization.name if match.organization and is_identifier else name


def warn_of_other_country(draft: AgreementDraft, known: KnownOrganization | None, country: str) -> None:
    """Say where a row has another country than the organization that was chosen, or found by its identifier."""
    if not known or not country or country == known.country or is_unknown_country(country):
        return
    values = {"country": Message(lambda: str(countries.name(country))), "organization": known.label}
    if known.country:
        reason = _(
            "The list says %(country)s, and the organization here is %(organization)s: it is kept as it is here."
        )
    else:
        reason = _("%(organization)s has no country here, and keeps none: add %(country)s to its own record.")
    draft.add_warning("party_country", reason % values)

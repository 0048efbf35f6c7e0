"""Fills a draft from the cells of its row, column by column."""

from spreadsheets.drafts.counterpart import check_counterpart
from spreadsheets.drafts.custody import fill_custody, fill_note, fill_web_addresses
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.drafts.life import fill_milestones, fill_status
from spreadsheets.drafts.parties import fill_parties
from spreadsheets.drafts.signing import fill_signatories
from spreadsheets.drafts.staying import warn_of_what_stays
from spreadsheets.drafts.substance import fill_substance, fill_texts
from spreadsheets.drafts.terms import fill_term


def fill_draft(draft: AgreementDraft) -> None:
    """Put everything that the row holds into the draft; cells that fit no field go to the internal note."""
    fill_substance(draft)
    fill_parties(draft)
    fill_texts(draft)
    fill_milestones(draft)
    fill_term(draft)
    fill_status(draft)
    fill_signatories(draft)
    fill_custody(draft)
    fill_web_addresses(draft)
    fill_note(draft)
    warn_of_what_stays(draft)
    check_counterpart(draft)

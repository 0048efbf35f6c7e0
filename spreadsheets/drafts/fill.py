"""Fills a draft from the cells of its row, column by column."""

from spreadsheets.drafts.counterpart import check_counterpart
from spreadsheets.drafts.custody import fill_custody, fill_note
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.drafts.exported_cells import prepare_exported_cells
from spreadsheets.drafts.life import fill_milestones, fill_status
from spreadsheets.drafts.parties import fill_parties
from spreadsheets.drafts.several_agreements import check_single_agreement
from spreadsheets.drafts.signing import fill_signatories
from spreadsheets.drafts.substance import fill_substance, fill_texts
from spreadsheets.drafts.terms import fill_term
from spreadsheets.drafts.web_addresses import fill_web_addresses


def fill_draft(draft: AgreementDraft) -> None:
    """Put everything that the row holds into the draft; cells that fit no field go to the internal note."""
    prepare_exported_cells(draft)
    check_single_agreement(draft)
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
    check_counterpart(draft)

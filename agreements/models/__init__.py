"""What was agreed: the heart of the desk."""

from agreements.models.agreement import (
    Agreement,
    AgreementCitation,
    AgreementIdentifier,
    AgreementPart,
    AgreementRelation,
    AgreementText,
)
from agreements.models.custody import Custody, Document
from agreements.models.life import Milestone, Term
from agreements.models.parties import Involvement, Signatory
from agreements.models.substance import Commitment, Contribution, Result
from agreements.models.topic import Topic

__all__ = [
    "Agreement",
    "AgreementCitation",
    "AgreementIdentifier",
    "AgreementPart",
    "AgreementRelation",
    "AgreementText",
    "Commitment",
    "Contribution",
    "Custody",
    "Document",
    "Involvement",
    "Milestone",
    "Result",
    "Signatory",
    "Term",
    "Topic",
]

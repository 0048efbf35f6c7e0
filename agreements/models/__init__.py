"""Models of agreements and their parts, and of topics."""

from agreements.models.agreement import (
    Agreement,
    AgreementCitation,
    AgreementIdentifier,
    AgreementPart,
    AgreementText,
)
from agreements.models.commitments import Commitment, Contribution, Result
from agreements.models.contacts import Contact
from agreements.models.custody import Custody, UnitMember
from agreements.models.documents import Document
from agreements.models.lifecycle import Milestone, Term
from agreements.models.parties import Involvement, Signatory
from agreements.models.relations import AgreementRelation
from agreements.models.template import AgreementTemplate
from agreements.models.topic import Topic

__all__ = [
    "Agreement",
    "AgreementCitation",
    "AgreementIdentifier",
    "AgreementPart",
    "AgreementRelation",
    "AgreementTemplate",
    "AgreementText",
    "Commitment",
    "Contact",
    "Contribution",
    "Custody",
    "Document",
    "Involvement",
    "Milestone",
    "Result",
    "Signatory",
    "Term",
    "Topic",
    "UnitMember",
]

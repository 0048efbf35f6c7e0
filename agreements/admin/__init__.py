"""Agreements and topics in the staff area."""

from agreements.admin.agreement import AgreementAdmin
from agreements.admin.topic import TopicAdmin

__all__ = ["AgreementAdmin", "TopicAdmin"]

"""Agreements and topics in the staff area."""

from agreements.admin.agreement import AgreementAdmin
from agreements.topics.admin import TopicAdmin

__all__ = ["AgreementAdmin", "TopicAdmin"]

"""Staff pages of sources whose addresses were looked at: dead, changed, not looked at yet."""

import hashlib
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.test import override_settings

from agreements.models import AgreementTemplate
from tests import factories as make
from tests.attachments import pdf
from tests.desk.conftest import address
from tests.desk.stored_rows import named_agreement

KEPT = (
    "Both institutes signed a memorandum of understanding in Seoul on 3 May 2024. They will exchange researchers. "
    "The rector was glad. The minister was glad as well. The photograph shows both of them."
)
TODAY = KEPT.replace("3 May", "4 May").replace(
    "They will exchange researchers.", "There was a long applause."
)
ALIVE = {"result": "answers", "status": 200, "failed_checks": 0, "failing_since": None}


def source_with(page_text: str = "", state: str = "", **seen):
    """A source with a text, at whose address this was seen."""
    source = make.SourceFactory(title="Release", address="https://example.org/news/1", language="en")
    text = make.SourceTextFactory(source=source, text=KEPT)
    more = {
        "page_text": page_text, "text_state": state, "text_checked_at": "2026-03-02T12:00Z",
        "kept_sha256": hashlib.sha256(text.text.encode()).hexdigest(),
    }  # fmt: skip
    make.LinkCheckFactory(source=source, **(more if state else {}), **seen)
    return source


def not_looked_at(office: SimpleNamespace):
    return office.desk.get(address(make.SourceFactory(title="Release", address="https://example.org/1")))


def dead(office: SimpleNamespace):
    """It leads elsewhere, and there is no copy."""
    source = source_with(final_address="https://example.org/archive/1")
    with override_settings(LINK_CHECKS=True):
        return office.desk.get(address(source))


def dead_with_a_copy(office: SimpleNamespace):
    """Nobody answered."""
    source = source_with(result="no_answer", status=None)
    source.archived_copy.save("release.pdf", ContentFile(pdf()))
    return office.desk.get(address(source))


def dead_with_a_copy_for_readers(office: SimpleNamespace):
    source = source_with()
    source.archived_copy.save("release.pdf", ContentFile(pdf()), save=False)
    source.is_cleared = True
    source.save()
    return office.desk.get(address(source))


def alive_with_a_copy(office: SimpleNamespace):
    source = source_with(**ALIVE)
    source.archived_copy.save("release.pdf", ContentFile(pdf()))
    return office.desk.get(address(source))


def changed(office: SimpleNamespace):
    return office.desk.get(address(source_with(TODAY, "changed", **ALIVE)))


def unchanged(office: SimpleNamespace):
    return office.desk.get(address(source_with("", "same", **ALIVE)))


def what_changed(office: SimpleNamespace):
    return office.desk.get(address(source_with(TODAY, "changed"), "text-changes"))


def another_text(office: SimpleNamespace):
    source = source_with("Please enable scripts.", "other")
    type(source).objects.filter(pk=source.pk).update(language="")
    return office.desk.get(address(source, "text-changes"))


def beside_a_form(office: SimpleNamespace):
    agreement = named_agreement("Agreement with a source that changed", office.ministry)
    make.AgreementCitationFactory(agreement=agreement, source=source_with(TODAY, "changed"))
    return office.desk.get(address(agreement))


def beside_a_form_with_others(office: SimpleNamespace):
    """One source is the same, the text of the other was kept again since, a third has two texts."""
    agreement = named_agreement("Agreement with sources that were looked at", office.ministry)
    sources = [source_with("", "same", **ALIVE), *(source_with(TODAY, "changed", **ALIVE) for _ in range(2))]
    sources[2].texts.update(text="Only a part of it.")
    make.SourceTextFactory(source=sources[2], text=KEPT)
    text = sources[1].latest_text
    text.text += " Seoul."
    text.save()
    for source in sources:
        make.AgreementCitationFactory(agreement=agreement, source=source)
    return office.desk.get(address(agreement))


def kept_as_a_template(office: SimpleNamespace):
    return office.desk.get(address(named_agreement("Agreement of a kind", office.ministry), "keep-template"))


def kept_without_a_name(office: SimpleNamespace):
    agreement = named_agreement("Agreement of a kind", office.ministry)
    return office.desk.post(address(agreement, "keep-template"), {})


def begun_with_a_template(office: SimpleNamespace):
    """One of two."""
    names = ({"en": "University exchange", "ko": "대학 교류"}, {"en": "Health memorandum"})
    first, _second = [AgreementTemplate.objects.create(names=each) for each in names]
    return office.desk.get(f"/admin/agreements/agreement/add/?template={first.pk}")


STATES = {
    "keep-template": kept_as_a_template,
    "keep-template-with-errors": kept_without_a_name,
    "add-with-templates": begun_with_a_template,
    "source-not-looked-at": not_looked_at,
    "source-with-a-dead-link": dead,
    "source-with-a-dead-link-and-a-copy": dead_with_a_copy,
    "source-with-a-dead-link-and-a-copy-for-readers": dead_with_a_copy_for_readers,
    "source-with-a-copy-and-a-link": alive_with_a_copy,
    "source-that-changed": changed,
    "source-that-is-the-same": unchanged,
    "source-text-changes": what_changed,
    "source-text-of-another": another_text,
    "change-with-a-text-that-changed": beside_a_form,
    "change-with-texts-that-were-looked-at": beside_a_form_with_others,
}

"""Staff pages that record an agreement from a text, and what a form shows with the texts of its sources beside it."""

from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from history.acts import act
from history.choices import ActKind
from sources.choices import TextOrigin
from sources.models import SourceText
from sources.texts.store import store_text
from tests import factories as make
from tests.attachments import pdf
from tests.desk.conftest import Fields, address
from tests.desk.stored_rows import named_agreement
from tests.intake.memorandum import RELEASE
from tests.redaction.working import plan, redact

PAGE = "/admin/from-text/"
ADDRESS = "https://www.kiv.example/press/2024/05"
# An earlier agreement is another one; of a release without a day it follows that the signing was before
TWO_AGREEMENTS = f"{RELEASE}\nThe earlier memorandum of 2018 was signed in Oslo on 3 March 2018.\n"
MEETING = (
    "Korea held the first Health Dialogue with the UK in Seoul. The dialogue was based on the Memorandum of "
    "Understanding on Healthcare Cooperation, signed by the two countries in August 2023. The Korean delegation was "
    "led by Park Minsoo, Vice Minister of Health."
)
UNDATED = "Alder University and Birch University have signed a memorandum of understanding."


def text_of(title: str, text: str, **source) -> SourceText:
    made = make.SourceFactory(
        title=title, **{"address": "", "language": "en", "published_on": "2024-05-14"} | source
    )
    return store_text(source=made, text=text, origin=TextOrigin.PASTED)


def empty(office: SimpleNamespace):
    return office.desk.get(PAGE)


def of_a_known_address(office: SimpleNamespace):
    """Two sources have it."""
    for number in (1, 2):
        make.SourceFactory(title=f"Source {number} of this address", address=ADDRESS)
    return office.desk.post(PAGE, {"address": ADDRESS, "text": RELEASE}, follow=True)


def with_kept_files(office: SimpleNamespace):
    """An error elsewhere, and two files that need not be chosen again."""
    files = {
        "document": SimpleUploadedFile("memorandum.pdf", pdf("memorandum")),
        "file": SimpleUploadedFile("release.txt", RELEASE.encode()),
    }
    return office.desk.post(PAGE, {"address": "javascript:alert(1)", **files})


def with_errors(office: SimpleNamespace):
    return office.desk.post(PAGE, {"address": "javascript:alert(1)", "text": "Words"})


def suggestions(texts: list[SourceText], office: SimpleNamespace):
    return office.desk.get(f"{PAGE}suggestions/?texts={','.join(str(text.pk) for text in texts)}")


def of_one_agreement(office: SimpleNamespace):
    return suggestions([text_of("A release", RELEASE)], office)


def of_several_agreements(office: SimpleNamespace):
    """Two texts; two organizations have one of the names, one has another, the third is new."""
    for country in ("KR", "US"):
        make.OrganizationFactory(name="Korea Institute of Vaccines", country=country)
    make.OrganizationFactory(name="Norwegian Centre for Epidemics", country="NO")
    texts = [text_of("A release", TWO_AGREEMENTS)]
    texts += [text_of(f"Release {number} of the same", UNDATED, language="") for number in (1, 2, 3)]
    return suggestions(texts, office)


def of_a_meeting(office: SimpleNamespace):
    """It was held under an agreement that the text names too."""
    return suggestions([text_of("A report", MEETING)], office)


def form_that_another_follows(office: SimpleNamespace):
    """The form of the older of two agreements of a text, with what was ticked."""
    text = text_of("A release of two", TWO_AGREEMENTS)
    page = suggestions([text], office)
    ticks = [row["offer"].id for group in page.context["groups"] for row in group.rows]
    address = f"{PAGE}suggestions/?texts={text.pk}"
    return office.desk.post(
        address, {**Fields(page.content.decode()).form, "take": ticks, "agreement": "every"}, follow=True
    )


def organization_with_a_text_beside(office: SimpleNamespace):
    """There are no suggestions for it."""
    organization = make.OrganizationFactory(name="Institute beside a text")
    text = text_of("A release about an institute", "The institute was founded in 2014.")
    return office.desk.get(f"{address(organization, 'change')}?texts={text.pk}")


def for_a_record(office: SimpleNamespace):
    """The text of a further source for an agreement that is recorded."""
    agreement = named_agreement("Agreement with a further source", office.ministry)
    return office.desk.get(f"{PAGE}?record=agreements.agreement:{agreement.pk}")


def source_for_a_record(office: SimpleNamespace):
    agreement = named_agreement("Agreement with another further source", office.ministry)
    text = text_of("A further release", RELEASE)
    return office.desk.get(f"{PAGE}suggestions/?record=agreements.agreement:{agreement.pk}&texts={text.pk}")


def of_none(office: SimpleNamespace):
    return suggestions([text_of("A note", "Words of nothing.")], office)


def beside_a_form(office: SimpleNamespace):
    """Two cited sources have a text; what one of them says stands for a fact."""
    agreement = named_agreement("Agreement with texts", office.ministry)
    for number, language in enumerate(("en", ""), start=1):
        text = text_of(f"Release {number}", f"Text {number} of a release.", language=language)
        make.AgreementCitationFactory(
            agreement=agreement, source=text.source, facts=["form"],
            passages=[{"fact": "form", "quote": "release", "start": 12}],
        )  # fmt: skip
    return office.desk.get(address(agreement, "change"))


def history_with_redactions(office: SimpleNamespace):
    """Words of one act were redacted, and later all that another had changed."""
    with act(kind=ActKind.EDIT):
        agreement = named_agreement("Agreement of Zebulon", office.ministry)
    redact("Zebulon", ticked={place.id for place in plan("Zebulon").places})
    return office.desk.get(address(agreement, "history"))


STATES = {
    "from-text": empty,
    "from-text-of-a-known-address": of_a_known_address,
    "from-text-with-errors": with_errors,
    "from-text-with-kept-files": with_kept_files,
    "from-text-suggestions": of_one_agreement,
    "from-text-of-several-agreements": of_several_agreements,
    "from-text-of-a-meeting": of_a_meeting,
    "from-text-of-nothing": of_none,
    "from-text-for-a-record": for_a_record,
    "from-text-source-for-a-record": source_for_a_record,
    "add-with-another-form-after": form_that_another_follows,
    "organization-with-a-text-beside": organization_with_a_text_beside,
    "change-with-texts-beside": beside_a_form,
    "history-with-redactions": history_with_redactions,
}

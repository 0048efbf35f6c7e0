"""A page of today is held against the text that is kept of it, and only what is another text is called so."""

import pytest

from sources.choices import TextOrigin
from sources.links.check import check_due_links, check_link
from sources.links.compare import compare_texts, text_changes
from sources.links.fetch import LinkVisitor
from sources.models import LinkCheck, Source
from sources.texts.store import store_text
from tests import factories as make
from tests.attachments import pdf
from tests.desk.conftest import address

FIRST = "The Ministry of Health and the University of Jena signed a memorandum in Seoul on 3 May 2024."
SECOND = "The two sides will exchange researchers and students for five years."
THIRD = "“This is the beginning of a long friendship,” said the rector, Professor Anna Weber."
KEPT = f"Two institutes agree\n\n{FIRST} {SECOND}\n\n{THIRD}"
KOREAN = (
    "보건복지부와 예나대학교는 2024년 5월 3일 서울에서 양해각서를 체결하였다. "
    "양측은 5년간 연구자를 교류하기로 하였다."
)


@pytest.mark.parametrize(
    ("kept", "page", "state"),
    [
        (KEPT, KEPT, "same"),
        (KEPT, f"Home | News\n{KEPT}\nRelated articles: the minister visits a hospital in Busan", "same"),
        (KEPT, f"Two institutes agree\n{FIRST}\n{SECOND}\n{THIRD}", "same"),
        (KEPT, KEPT.replace("“", '"').replace("”", '"').replace("\n\n", "\n \n\u00a0"), "same"),
        (f"{KEPT}\nViews 1,204 since publication", f"{KEPT}\nViews 1,377 since publication", "same"),
        (f"작성자 홍보담당관실 조회수 1,204\n{KOREAN}", f"작성자 홍보담당관실 조회수 1,377\n{KOREAN}", "same"),
        (KEPT, KEPT.replace("3 May", "4 May"), "changed"),
        (KEPT, KEPT.replace(SECOND, ""), "changed"),
        (KEPT, f"{KEPT}\nCorrection: the memorandum was signed on 4 May 2024.", "changed"),
        (KEPT, f"Correction policy\n{KEPT}", "same"),
        (KOREAN, KOREAN.replace("5년간", "3년간"), "changed"),
        (KOREAN, f"[정정] 서명일은 2024년 5월 4일로 바로잡습니다.\n{KOREAN}", "changed"),
        (KEPT, "Page not found. Please use the menu to look for what you need on our new site.", "other"),
        (KEPT, "Please enable JavaScript to run this application in your browser.", "other"),
        ("3 May 2024", "4 May 2024", "same"),  # too little to tell
    ],
)  # fmt: skip
def test_how_a_page_stands_to_the_kept_text(kept, page, state):
    assert compare_texts(kept, page, is_whole=True) == state


def test_what_stands_between_pasted_sentences_may_have_been_left_out():
    page = KEPT.replace(SECOND, f"{SECOND} A photograph shows the rector and the minister at the table.")

    assert compare_texts(KEPT, page, is_whole=False) == "same"
    assert compare_texts(KEPT, page, is_whole=True) == "changed"


def test_the_difference_is_read_sentence_by_sentence():
    page = (
        f"Home\nNews\n{KEPT}".replace("3 May", "4 May").replace(SECOND, "").replace("Anna Weber", "Ann Weber")
    )

    changes = text_changes(KEPT, page)

    shown = [
        (change.kind, change.words or [p.words for p in change.pieces if p.kind != "same"])
        for change in changes
    ]
    assert shown == [
        ("same", "Two institutes agree"),
        ("changed", ["3", "4"]),
        ("del", SECOND),
        ("changed", ["Anna", "Ann"]),
    ]


def test_a_changed_last_sentence_is_shown_with_what_it_became():
    last = THIRD.replace("long", "short")

    changes = text_changes(
        KEPT, f"{KEPT.replace(THIRD, last)}\nMore news\nA minister visits a hospital in Busan."
    )

    assert [(change.kind, [p.words for p in change.pieces if p.kind != "same"]) for change in changes] == [
        ("same", []), ("gap", []), ("same", []), ("changed", ["long", "short"]),
    ]  # fmt: skip


def html(text: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines() if line)
    return f"<html><body><nav>Home</nav><script>x()</script><main>{paragraphs}</main></body></html>"


@pytest.fixture
def source(db, site):
    source = make.SourceFactory(address=site.address())
    make.SourceTextFactory(source=source, text=KEPT)
    return source


def check(source: Source) -> LinkCheck:
    return check_link(Source.objects.get(pk=source.pk), LinkVisitor())


def test_a_page_is_read_without_its_scripts_and_compared(site, source, desk):
    site.pages = {"/news/1": html(KEPT)}
    same = check(source)
    assert (same.text_state, same.page_text) == ("same", "")
    assert desk.get(address(source, "text-changes")).status_code == 404

    site.pages = {"/news/1": html(KEPT.replace("3 May", "4 May"))}
    changed = check(source)
    assert changed.text_state == "changed"
    assert list(desk.get("/admin/sources/source/?queue=text_changed").context["cl"].queryset) == [source]
    shown = desk.get(address(source, "text-changes"))
    assert "<del>3</del><ins>4</ins>" in shown.content.decode()
    assert [change.kind for change in shown.context["changes"]] == ["same", "changed", "same"]


def test_a_document_at_the_address_is_read_as_well(site, db):
    source = make.SourceFactory(address=site.address("/a.pdf"))
    make.SourceTextFactory(source=source, text="Both institutes signed a memorandum in Seoul.")
    site.pages = {"/a.pdf": pdf("Both institutes signed a memorandum in Seoul.")}

    assert check(source).text_state == "same"

    site.pages = {"/a.pdf": b"\x89PNG\r\n"}
    assert check(source).text_state == "unread"


def test_a_text_that_is_kept_anew_is_not_called_changed(site, source, desk):
    site.pages = {"/news/1": html(KEPT.replace("3 May", "4 May"))}
    check(source)
    source.texts.update(text=KEPT.replace("3 May", "4 May"))

    assert list(desk.get("/admin/sources/source/?queue=text_changed").context["cl"].queryset) == []
    assert desk.get(address(source, "text-changes")).status_code == 404
    assert check(source).text_state == "same"


def test_what_changed_stays_known_while_the_page_does_not_answer(site, source):
    site.pages = {"/news/1": html(KEPT.replace("3 May", "4 May"))}
    check(source)
    site.pages = {"/news/1": 503}

    again = check(source)

    assert (again.result, again.text_state) == ("refused", "changed")


def test_words_that_were_redacted_do_not_come_back_from_the_page(site, source):
    source.texts.update(text=KEPT.replace("Professor Anna Weber", "[redacted]"))
    site.pages = {"/news/1": html(KEPT)}

    check_due_links(seconds=10)

    seen = LinkCheck.objects.get()
    assert (seen.result, seen.text_state, seen.page_text) == ("answers", "", "")


@pytest.mark.parametrize("kind", ["words of the page", "an earlier text"])
def test_nor_do_they_by_any_later_check(site, source, kind):
    site.pages = {"/news/1": html(KEPT.replace("3 May", "4 May"))}
    source.texts.update(text=KEPT.replace("Professor Anna Weber", "the rector"))
    check(source)
    if kind == "an earlier text":
        source.texts.update(text="[redacted] has signed.")
        store_text(
            source=source, text=KEPT.replace("Professor Anna Weber", "the rector"), origin=TextOrigin.PASTED
        )
        LinkCheck.objects.update(page_text="")
    else:
        LinkCheck.objects.update(page_text=KEPT.replace("Professor Anna Weber", "[redacted]"))

    for _time in range(3):
        check(Source.objects.get())

    assert "Weber" not in LinkCheck.objects.get().page_text


def test_a_reader_of_the_desk_sees_the_difference_and_nobody_else(client, site, source, reader):
    site.pages = {"/news/1": html(KEPT.replace("3 May", "4 May"))}
    check(source)

    assert client.get(address(source, "text-changes")).status_code == 302
    client.force_login(make.UserFactory())
    assert client.get(address(source, "text-changes")).status_code == 403
    client.force_login(reader)
    assert client.get(address(source, "text-changes")).status_code == 200

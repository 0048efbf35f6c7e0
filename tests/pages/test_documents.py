"""A document opens on the record: the file as the browser draws it, its text beside it, its words in the search."""

import re

import pytest

from pages.document_views import PASSAGES_SHOWN, document_path, passage_path
from register.publishing import publish, withdraw
from tests import attachments
from tests import factories as make
from tests.document_texts.documents import attach, hwpx_of, pdf_of, publish_and_extract
from tests.response_bodies import body_of

pytestmark = pytest.mark.django_db

ENGLISH = ("Both institutes agree to exchange editors.", "Done at Seoul on 3 May 2024 in two copies.")
KOREAN = ("양 기관은 편집 인력을 교류하기로 합의한다.", "2024년 5월 3일 서울에서 두 부를 작성하였다.")


@pytest.fixture
def agreement():
    return make.AgreementFactory(titled=True)


@pytest.fixture
def both(agreement):
    """The two language versions of an agreement."""
    documents = (
        attach(agreement, pdf_of(*ENGLISH), title="Memorandum", language="en"),
        attach(agreement, hwpx_of(*KOREAN), "mou.hwpx", title="양해각서", language="ko"),
    )
    publish_and_extract(agreement)
    return documents


def path_of(document, prefix: str = "") -> str:
    return f"{prefix}/agreements/{document.agreement.ref}/documents/{document.key}"


def html_of(client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_a_pdf_is_drawn_by_the_browser_beside_its_text_by_page(client, both):
    document = both[0]
    html = html_of(client, path_of(document))

    [address] = re.findall(r'<iframe src="([^"#]+)', html)
    assert address == f"/agreements/{document.agreement.ref}/files/{document.key}/shown"
    assert re.findall(r"<h3>(Page \d)</h3>", html) == ["Page 1", "Page 2"]
    assert [words in html for words in ENGLISH] == [True, True]
    assert f'href="/agreements/{document.agreement.ref}/versions/1/files/{document.key}" download' in html
    record = client.get(f"/agreements/{document.agreement.ref}", follow=True).content.decode()
    assert path_of(document) in record
    page, shown = client.get(path_of(document)), client.get(address)
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert body_of(shown).startswith(b"%PDF-")
    for response in (shown, client.get(address, headers={"If-None-Match": shown["ETag"]})):
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"].startswith("inline")
        assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'self'"
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert response["X-Robots-Tag"] == "noindex"


def test_other_formats_are_shown_as_text_and_never_in_a_frame(client, both):
    document = both[1]
    html = html_of(client, path_of(document, "/ko"))

    assert "<iframe" not in html
    assert "<h3>" not in html.partition("<main")[2]  # without pages
    assert '<div dir="auto" lang="ko"><p>양 기관은 편집 인력을' in html
    assert client.get(f"{path_of(document)}".replace("documents", "files") + "/shown").status_code == 404


def test_language_versions_stand_side_by_side(client, both):
    english, korean = both
    assert f'href="?beside={korean.key}"' in html_of(client, path_of(english))

    html = html_of(client, f"{path_of(english)}?beside={korean.key}")

    assert ENGLISH[1] in html
    assert KOREAN[1] in html
    assert "<iframe" not in html
    assert len(re.findall(r'id="passage-1"', html)) == 1
    assert client.get(f"{path_of(english)}?beside=zzzzz2").status_code == 404
    assert client.get(f"{path_of(english)}?besides={korean.key}").status_code == 400


def test_without_a_text_it_says_so_and_offers_the_file(client, agreement):
    documents = {
        "holds no text": attach(agreement, pdf_of("")),
        "being extracted": attach(agreement, pdf_of("Later.")),
        "as scans do": attach(agreement, attachments.picture("PNG"), "scan.png"),
    }
    publish(agreement, by=None)
    assert "being extracted" in html_of(client, path_of(documents["holds no text"]))
    publish_and_extract(agreement)

    for words, document in documents.items():
        html = html_of(client, path_of(document))
        assert (words in html) is (words != "being extracted")
        assert " download>" in html


def test_a_long_text_has_pages_and_a_place_in_each(client, agreement):
    document = attach(agreement, pdf_of(*(f"Article {number} of this text." for number in range(1, 20))))
    publish_and_extract(agreement)

    first, last = html_of(client, path_of(document)), html_of(client, f"{path_of(document)}?page=3")

    assert re.findall(r'id="passage-(\d+)"', first) == [str(number) for number in range(1, 9)]
    assert re.findall(r'id="passage-(\d+)"', last) == ["17", "18", "19"]
    assert "#page=17" in last
    assert client.get(f"{path_of(document)}?page=4")["Location"].endswith("?")
    html = html_of(client, "/search?q=article+18")
    assert f'href="{path_of(document)}?page=3#passage-18"' in html


@pytest.mark.parametrize(
    ("position", "page"), [(1, ""), (8, ""), (9, "?page=2"), (16, "?page=2"), (17, "?page=3")]
)
def test_a_passage_is_on_the_page_that_its_link_names(position, page):
    assert PASSAGES_SHOWN == 8
    assert passage_path("A1", "k3", position) == f"{document_path('A1', 'k3')}{page}#passage-{position}"


def test_words_that_a_citation_quotes_are_marked_and_no_more(client, agreement, settings):
    settings.PUBLIC_QUOTATION_WORDS = 4
    milestone = make.MilestoneFactory(agreement=agreement, on="2024-05-03")
    fact = f"milestones/{milestone.key}/on"
    content = pdf_of(*ENGLISH)
    copy = attachments.upload(content, "copy.pdf")
    source = make.SourceFactory(archived_copy=copy, is_cleared=True, language="en")
    other = make.SourceFactory()
    for cited, quote in ((source, ENGLISH[1]), (other, ENGLISH[0])):
        passages = [{"fact": fact, "quote": quote, "start": 0}]
        make.AgreementCitationFactory(agreement=agreement, source=cited, facts=[fact], passages=passages)
    same = attach(agreement, content, title="The same file")
    document = attach(agreement, pdf_of(*ENGLISH, "Annex"), address="https://example.org/mou")
    publish_and_extract(agreement)

    path = f"/agreements/{agreement.ref}/documents/s1"
    html = html_of(client, path)

    assert re.findall("<mark>(.*?)</mark>", html) == ["Done at Seoul on"]
    assert re.search(rf'href="/agreements/{agreement.ref}/[^"]+#milestones-{milestone.key}">Signed', html)
    assert "<mark>Done at Seoul on</mark>" in html_of(client, path_of(same))
    assert "<mark>" not in html_of(client, path_of(document))  # another file, of which nothing was quoted
    led = f"?fact=milestones/{milestone.key}/on#quoted"
    record = client.get(f"/agreements/{agreement.ref}", follow=True).content.decode()
    assert record.count(f'href="{path}{led}"') == 2  # beside the fact, and in the list of sources
    assert f'href="{led}"' in html
    assert '<mark id="quoted">Done at Seoul on</mark>' in html_of(client, path + led)
    assert "<mark>Done at Seoul on</mark>" in html_of(client, f"{path}?fact=form")
    settings.PUBLIC_QUOTATION_WORDS = 0
    agreement.save()
    publish_and_extract(agreement)
    assert "<mark>" not in html_of(client, f"/agreements/{agreement.ref}/documents/s1")


def test_a_quoted_fact_leads_to_the_page_of_a_long_document_that_has_the_words(client, agreement, settings):
    settings.PUBLIC_QUOTATION_WORDS = 12
    pages = [f"Article {page} of this agreement." for page in range(1, 301)]
    source = make.SourceFactory(
        archived_copy=attachments.upload(pdf_of(*pages), "copy.pdf"), is_cleared=True, language="en"
    )
    quotes = {"form": pages[8], "bindingness": pages[-1], "occasion": "Words that no longer stand in it."}
    passages = [{"fact": fact, "quote": quote, "start": 0} for fact, quote in quotes.items()]
    make.AgreementCitationFactory(agreement=agreement, source=source, facts=[*quotes], passages=passages)
    publish_and_extract(agreement)
    path = f"/agreements/{agreement.ref}/documents/s1"

    for fact, quote, position in (("form", pages[8], 9), ("bindingness", pages[-1], 297)):
        html = html_of(client, f"{path}?fact={fact}")
        assert re.findall('<mark id="quoted">(.*?)</mark>', html) == [quote]
        assert re.findall(r'id="passage-(\d+)"', html)[0] == str(position)
        assert f"fact={fact}&amp;page" not in html
    assert re.findall(r'id="passage-(\d+)"', html_of(client, f"{path}?fact=occasion"))[0] == "1"
    assert 'id="quoted"' not in html_of(client, f"{path}?fact=form&page=1")


FOUND = [
    ("exchange+editors", 0, "Both institutes agree to <mark>exchange</mark> <mark>editors</mark>."),
    ('"two+copies"', 0, "in <mark>two</mark> <mark>copies</mark>."),
    ("편집", 1, "양 기관은 <mark>편집</mark> 인력을 교류하기로 합의한다."),
    ("두부를+작성", 1, "두 부를 <mark>작성</mark>하였다."),
    ("copies+or+zebra", 0, "in two <mark>copies</mark>."),
]
NOT_FOUND = ["zebra", "-editors", "editors+-exchange", "editors+copies", "-", ".."]


def test_the_search_finds_words_in_documents_in_both_scripts(client, both):
    for search, document, passage in FOUND:
        for prefix in ("", "/ko"):
            html = html_of(client, f"{prefix}/search?q={search}")

            [row] = re.findall(r'<section aria-labelledby="in-documents".*?</section>', html)
            path = path_of(both[document], prefix)
            assert re.findall(r'<h4><a href="([^"]+)#passage-\d', row) == [path], search
            assert passage in re.sub(r"</?span[^>]*>", "", row)
            assert both[document].agreement.ref in row
    for search in NOT_FOUND:  # in one passage
        assert 'id="in-documents"' not in html_of(client, f"/search?q={search}"), search


def test_a_list_leads_to_the_documents_that_hold_its_words(client, both):
    link = r'<a href="([^"]*#in-documents)"> ?([^<]*?) ?</a>'
    for path, shown in (
        ("/agreements/?q=copies", "1 document holds these words"),  # of no record
        (f"/agreements/?q={both[0].agreement.ref}+or+교류", "1 document holds these words"),
        ("/agreements/?q=editors+exchange&country=FJ", "1 document holds these words"),
        ("/ko/people/?q=copies", "이 단어가 있는 문서 1건"),
    ):
        [(address, words)] = re.findall(link, html_of(client, path))
        assert words == shown
        assert 'id="in-documents"' in html_of(client, address)
    for path in (
        "/agreements/",
        "/agreements/?q=zebra",
        "/agreements/?q=-editors",
        "/agreements/?country=KR",
    ):
        assert "these words" not in html_of(client, path)
    html_of(client, "/agreements/?q=copies&country=1", 400)
    before = client.get("/agreements/?q=copies")["ETag"]
    for number in range(12):
        attach(both[0].agreement, hwpx_of(f"{number} copies"), "text.hwpx", title=f"Text {number}")
    publish_and_extract(both[0].agreement)
    assert "More than 10 documents hold these words" in html_of(client, "/agreements/?q=copies")
    assert client.get("/agreements/?q=copies")["ETag"] != before


def test_nothing_is_found_of_what_is_not_public(client, both):
    agreement = both[0].agreement
    attach(agreement, pdf_of("Secret editors."), visibility="staff")
    publish_and_extract(agreement)
    assert "secret" not in html_of(client, "/search?q=editors").casefold().replace("q=secret", "")

    withdraw(agreement, by=None, reason={"en": "An error."})

    assert 'id="in-documents"' not in html_of(client, "/search?q=editors")
    assert client.get(path_of(both[0])).status_code == 410
    assert client.get(f"{path_of(both[0])}".replace("documents", "files") + "/shown").status_code == 410


def test_pages_change_when_a_text_does(client, both):
    """Texts are extracted after a publication, and redacted without one."""
    search, page = client.get("/search?q=editors"), client.get(path_of(both[0]))
    for address, response in (("/search?q=editors", search), (path_of(both[0]), page)):
        assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    other = make.AgreementFactory(titled=True)
    attach(other, pdf_of("More editors."))
    publish(other, by=None)
    before = client.get("/search?q=editors")
    publish_and_extract(other)

    assert client.get("/search?q=editors")["ETag"] != before["ETag"]
    assert "More <mark>editors</mark>" in html_of(client, "/search?q=editors")


def test_the_search_costs_as_many_queries_whatever_documents_it_finds(
    client, agreement, django_assert_num_queries
):
    with django_assert_num_queries(5):  # two of them for names that are alike
        client.get("/search?q=editors")
    for number in range(12):
        attach(agreement, hwpx_of(f"Editors {number} agree."), "text.hwpx", title=f"Text {number}")
    publish_and_extract(agreement)
    with django_assert_num_queries(3):
        html = html_of(client, "/search?q=editors")

    assert len(re.findall("#passage-1", html)) == 10
    assert "More documents hold these words" in html
    with django_assert_num_queries(5):
        html_of(client, path_of(agreement.documents.first()))

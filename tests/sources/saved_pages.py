"""Pages as browsers save them and ministries serve them: with menus, scripts, wrong tags and all encodings."""

import quopri
from base64 import b64encode
from dataclasses import dataclass

WORDS = (
    "The Ministry of Health and the University of Jena signed a memorandum of understanding in Seoul on 3 May 2024. "
    "The two sides will exchange researchers and students for five years."
)
KOREAN = (
    "보건복지부와 예나대학교는 2024년 5월 3일 서울에서 양해각서를 체결하였다. "
    "양측은 5년간 연구자와 학생을 교류하기로 하였다."
)


@dataclass(frozen=True)
class SavedPage:
    """A page, the words of the article in it, and what it tells of the source; "" where it tells nothing."""

    content: bytes
    words: str
    title: str = ""
    address: str = ""
    published_on: str = ""
    publisher: str = ""
    language: str = "en"


def mhtml(html: str, address: str, *, encoding: str = "utf-8", base64: bool = False) -> bytes:
    """A page with a picture, as Chrome saves it in one file."""
    body = html.encode(encoding)
    coded = b64encode(body) if base64 else quopri.encodestring(body)
    transfer = "base64" if base64 else "quoted-printable"
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: saved\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b--"\r\n\r\n'
        f"----b--\r\nContent-Type: text/html; charset={encoding}\r\nContent-Transfer-Encoding: {transfer}\r\n"
        f"Content-Location: {address}\r\n\r\n"
    )
    picture = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
    tail = f"\r\n----b--\r\n{picture}\r\n----b----\r\n"
    return head.encode() + coded + tail.encode()


PAGES = {
    "chrome, complete": SavedPage(
        (
            "<!DOCTYPE html>\n<!-- saved from url=(0042)https://www.health.example/news/2024/05/jena -->\n"
            '<html lang="en-GB"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">'
            "<title>Ministry and Jena agree | Ministry of Health</title>"
            '<meta property="og:title" content="Ministry and Jena agree">'
            '<meta property="og:site_name" content="Ministry of Health">'
            '<meta property="article:published_time" content="2024-05-04T09:00:00+09:00">'
            '<script src="./jena_files/a.js"></script></head><body><nav><ul><li>Home<li>News</ul></nav>'
            f'<main><h1>Ministry and Jena agree</h1><p>{WORDS}</p><button>Share</button></main>'
            "<aside>Most read: a new hospital</aside><footer>Privacy</footer></body></html>"
        ).encode(),
        WORDS, "Ministry and Jena agree", "https://www.health.example/news/2024/05/jena", "2024-05-04",
        "Ministry of Health",
    ),
    "json-ld": SavedPage(
        (
            '<html lang="en"><head><title>News</title><script type="application/ld+json">{"@context": '
            '"https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "headline": '
            '"Ministry and Jena agree", "datePublished": "2024-05-04T00:00:00Z", "url": "https://press.example/1", '
            '"publisher": {"@type": "Organization", "name": "The Press"}}]}</script></head>'
            f"<body><div><h2>Ministry and Jena agree</h2><p>{WORDS}</p></div></body></html>"
        ).encode(),
        WORDS, "Ministry and Jena agree", "https://press.example/1", "2024-05-04", "The Press",
    ),
    "korean ministry, euc-kr, table layout": SavedPage(
        (
            '<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=euc-kr"><TITLE>보도자료</TITLE>'
            "<BODY><TABLE><TR><TD>제목<TD>예나대학교와 협약<TR><TD>작성일<TD>2024-05-04<TD>조회수<TD>532</TABLE>"
            f"<P>{KOREAN}<BR>&nbsp;<BR>담당부서 : 국제협력과</BODY></HTML>"
        ).encode("euc-kr"),
        KOREAN, published_on="2024-05-04", publisher="국제협력과", language="ko",
    ),
    "all of it in a form": SavedPage(
        (
            '<html><body><form id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="x"><select><option>Menu'
            f'</select><label>Log in</label><main><h1>Ministry and Jena agree</h1><p>{WORDS}</p></main></form></html>'
        ).encode(),
        WORDS, "Ministry and Jena agree",
    ),
    "cp949 without a word of it": SavedPage(
        f"<html><body><p>{KOREAN}</p><p>똠방각하 펲시콜라</p></html>".encode("cp949"), KOREAN, language="ko",
    ),
    "utf-16": SavedPage(
        f'\ufeff<html lang="ko"><body><h1>예나대학교와 양해각서 체결</h1><p>{KOREAN}</p></html>'.encode("utf-16-le"),
        KOREAN, "예나대학교와 양해각서 체결", language="ko",
    ),
    "mhtml": SavedPage(
        mhtml(
            f'<html lang="en"><title>t</title><body><nav>Menu</nav><article><h1>Ministry and Jena agree</h1>'
            f"<p>{WORDS}</p></article></body></html>",
            "https://health.example/news/7?utm_source=mail",
        ),
        WORDS, "Ministry and Jena agree", "https://health.example/news/7?utm_source=mail",
    ),
    "mhtml, charset only in its header": SavedPage(
        mhtml(f"<html><body><p>{KOREAN}</p></body></html>", "https://mohw.example/1", encoding="euc-kr", base64=True),
        KOREAN, address="https://mohw.example/1", language="ko",
    ),
    "singlefile": SavedPage(
        (
            '<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://health.example/news/8 \n'
            ' saved date: Sat May 04 2024 10:11:12 GMT+0900\n-->\n<title>Ministry and Jena agree</title>'
            f'<body><header><a href=#content>Skip to content</a></header><div role=main><p>{WORDS}</div>'
            '<noscript>Enable scripts</noscript></body></html>'
        ).encode(),
        WORDS, "Ministry and Jena agree", "https://health.example/news/8",
    ),
    "menus of lists, hidden parts": SavedPage(
        (
            '<html lang="en"><body><div role="navigation"><a>Home</a><a>About the ministry</a></div>'
            '<div style="display: none">Cookie settings for all visitors</div><div hidden>Log in to comment</div>'
            f'<div aria-hidden="true">Decoration</div><div><h1>Ministry and Jena agree</h1><p>{WORDS}</p></div>'
            '<div role="contentinfo">All rights reserved</div></body></html>'
        ).encode(),
        WORDS, "Ministry and Jena agree",
    ),
    "unclosed menus": SavedPage(
        (
            f'<html><body><nav><ul><li><a href=/>Home</ul><div><main><h1>Ministry and Jena agree</h1><p>{WORDS}'
            "</main></body></html>"
        ).encode(),
        WORDS, "Ministry and Jena agree",
    ),
    "dublin core": SavedPage(
        (
            '<html><head><meta name="DC.title" content="Ministry and Jena agree"><meta name="DCTERMS.issued" '
            'content="2024-05-04"><meta name="DC.publisher" content="Ministry of Health"><meta name="dc.language" '
            f'content="en"><link rel="canonical" href="https://health.example/9"></head><body><p>{WORDS}</p></body></html>'
        ).encode(),
        WORDS, "Ministry and Jena agree", "https://health.example/9", "2024-05-04", "Ministry of Health",
    ),
    "a time element, several canonical names": SavedPage(
        (
            '<html lang="en"><head><link rel="shortlink canonical" href="https://health.example/10"><title>x</title></head>'
            '<body><article><h1>Ministry and Jena agree</h1><time datetime="2024-05-04T08:00">yesterday</time>'
            f"<p>{WORDS}</p></article></body></html>"
        ).encode(),
        WORDS, "Ministry and Jena agree", "https://health.example/10", "2024-05-04",
    ),
    "xhtml with a declaration": SavedPage(
        (
            '<?xml version="1.0" encoding="iso-8859-1"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr">'
            "<h1>Accord entre le ministère et l’université</h1><p>Le ministère de la Santé et l’université ont signé "
            "un mémorandum à Séoul le 3 mai 2024. Les deux parties échangeront des chercheurs et étudiants.</p></html>"
        ).replace("’", "'").encode("iso-8859-1"),
        "Le ministère de la Santé et l'université ont signé", "Accord entre le ministère et l'université",
        language="fr",
    ),
    "an article in many short articles": SavedPage(
        (
            f'<html lang="en"><body><main><article><h1>Ministry and Jena agree</h1><p>{WORDS}</p></article>'
            "<article><h3>A new hospital</h3></article><article><h3>A new school</h3></article></main></body></html>"
        ).encode(),
        WORDS, "Ministry and Jena agree",
    ),
    "entities and soft hyphens": SavedPage(
        (
            b"<html><body><p>The Ministry of Health &amp; the Univer&shy;sity of Jena signed a memo&#8203;randum of "
            b"understanding in Seoul on 3&nbsp;May 2024.</p></body></html>"
        ),
        "The Ministry of Health & the University of Jena signed a memorandum of understanding in Seoul on 3 May 2024.",
    ),
}  # fmt: skip
# What no reader takes for words of the article
STRAY = (
    "Menu", "Share", "Most read", "Privacy", "Enable scripts", "About the ministry", "Cookie settings", "Log in",
    "Decoration", "All rights", "function", "schema.org", "Skip to content",
)  # fmt: skip

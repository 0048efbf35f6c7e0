"""English on Korean pages: words that are neither names nor what the records of tests hold."""

import re
from html.parser import HTMLParser

WORD = re.compile(r"[A-Za-z]{3,}")
# What no language translates: names and codes of the world, examples in quotes, addresses, files.
NAMES = re.compile(
    r"Entente|English|MFA|BCP|ISNI|ROR|Crossref|GRID|LEI|ORCID|Wikidata|ISO|API|CSV|XLSX|PDF|DOCX|ODT|HWPX?|PNG|JPEG|SHA|UTC"
    r"|UNTS|TIAS|KRW|GBP|USD|Hant|Latn|Control|Ctrl|Alt|Command|Mac|Single Sign-On|LDAP|COH|Asia/Seoul|Seoul|Korea"
    r"|Accord|lead partner|search q=seeds"
    r"|https?://\S+|https|security\.txt|\S+@\S+|\S+\.csv|application/pdf|MoU|GET|read|ManagementForm|\S+_FORMS|\w+_\w+|/ko/\S+|/api/\S+"
)
# What the factories of these tests write, and the groups and accounts that they make.
DATA = re.compile(
    r"(?i)register( of examples)?"
    r"|institute( of exampels| of examples)?|ministry of (exampels|examples)|partner|list|person|press release"
    r"|nightly copy|memorandum( on \w+( and teaching)?)?|draft|published|corrected|secret talks|editors?|publishers?"
    r"|readers?|others|root|boss|colleague|user|topic|collection|ribbon|signed|title|number|checked|applied"
    r"|the day is wrong"
    r"|what the two agreed|from the gazette|hong gil-dong|blue|red|agreement|permanent|auto-renewable after|q=seeds"
    r"|years?|months|days|automatic|fixed|mar|uploaded|the institute|test|ent|name|postgres|__main__|py|c"
)


class Words(HTMLParser):
    """The texts that a page shows or has read out, without those of scripts."""

    def __init__(self, html: str):
        super().__init__()
        self.texts: set[str] = set()
        self.tag = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tag = tag
        values = dict(attrs)
        names = ["title", "placeholder", "aria-label", "alt"]
        if values.get("type") in {"submit", "button"} and tag == "input":
            names.append("value")
        for name in names:
            self.add(values.get(name))

    def handle_data(self, data):
        if self.tag not in {"script", "style"}:
            self.add(data)

    def add(self, text):
        if text:
            self.texts.add(" ".join(text.split()))


def is_english(text: str) -> bool:
    """True where a text has words that are neither names nor data."""
    rest = NAMES.sub(" ", text)
    return any(not DATA.fullmatch(word) for word in WORD.findall(DATA.sub(" ", rest)))


def english_texts(response) -> set[str]:
    """The English texts of a page."""
    is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
    return {text for text in Words(response.content.decode()).texts if is_english(text)} if is_page else set()

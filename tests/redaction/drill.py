"""Register of the redaction drill: fifty names, each in a record that is to lose it, beside namesakes that keep it.

Texts in which a name is to go have it in round brackets, or as the name of a signatory as printed; those that stay
have it in other brackets, or with a post that begins with `OTHER`: what must be left is told without the product.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import connection

from agreements.models import Agreement
from register.publishing import publish
from tests import factories as make
from tests.redaction.working import plan

# The name, and words that stand around it and must stay: longer words, other orders, codes, other scripts.
NAMES = {
    "Hong Gildong": "Hong Gildongs, Chong Gildong, Hongdae",
    "HONG Gil-dong": "Gil-dong Hong of Gildong-gu",
    "Li": "Li-ning, public, Mali, religion",
    "An": "Ankara, and Ant",
    "Hokka": "Hokkaido University",
    "pub": "public and republic",
    "Mou": "mou, Mount",
    "en": "English, enough",
    "Min Su": "Min Suk, Minsu-gil",
    "Kim Minsu": "Kim Minsuk, Kim and Minsu",
    'Park "Jin" Ho': "Park Jin-hong",
    "Choi\\Yun": "Choi-Yuna",
    "Mary O'Neill": "Mary Neill, O'Neills of Mary",
    "Siobhán O’Brien": "Siobhan OBrien-Smith",
    "José Muñoz": "Josée Muñozes",
    "Łukasz Żak": "Łukaszewicz Żaki",
    "Björn Åström": "Björnson Åströms",
    "Jean-Luc Picard": "Jean Picardie, Luc",
    "Anna d'Arco": "Annad Arcos",
    "J. R. Smith": "JR Smithson, J. Smith",
    "Smith, John": "Smithson, Johns",
    "Ng": "Nguyen, England",
    "Nguyễn Văn An": "Nguyễn Văn Anh",
    "Иван Петров": "Иван Петровский, Иванов",
    "Αλέξης Παππάς": "Αλέξης Παππάδης",
    "Արամ Սարգսյան": "Արամյան Սարգսյաններ",
    "रमेश कुमार": "रमेश कुमारी",
    "محمد علي": "محمدي عليا",
    "יוסי כהן": "יוסיף כהנא",
    "홍길동": "홍길동교수회, 홍길순, 길동",
    "김철수": "김철수산업, 김철",
    "박지": "박지은, 박지성",
    "허준": "허준은, 허준호",
    "남궁민수": "남궁민, 궁민수",
    "이가을": "가을이, 이가을동",
    "최은": "최은은, 최은희",
    "강 감찬": "강감찬함, 감찬",
    "洪吉童": "洪吉童會, 吉童",
    "王小明": "王小明明, 小明",
    "田中花子": "田中花子会, 田中",
    "たなかはな": "たなか, はな",
    "陳大文": "陳大文書, 大文",
    "hong@example.org": "xhong@example.org, hong@example.com",
    "02-123-4567": "02-123-45678, 123",
    "born in 1960 at sea": "born in 1961 at sea",
    "M": "Mr, MoU",
    "Sam Smith": "Samuel Smith, Sam Smithers",
    "Maria del Carmen": "Maria del Carmenes, Carmen",
    "Abdul-Rahman Ali": "Abdul Rahmani Alia",
    "Lee Sun": "Lee Sunday, Leesun-dong",
}
MARKER = "[redacted]"
OTHER = "Mayor"  # begins the post of a namesake
# Derived from the versions, or about redaction itself: others compare these.
NOT_COMPARED = {
    "register_entry", "register_period", "register_deadline", "register_link", "register_entrytext", "register_tally",
    "register_factbits", "redaction_redaction", "redaction_redactionrule", "history_act", "history_change",
}  # fmt: skip


@dataclass
class Drill:
    """Records by the name that they lose, and records of namesakes, that keep it."""

    names: dict[str, str]
    records: dict[str, Agreement] = field(default_factory=dict)
    namesakes: list[Agreement] = field(default_factory=list)

    @property
    def everything(self) -> list[Agreement]:
        return [*self.records.values(), *self.namesakes]


def make_drill(step: int) -> Drill:
    """Every ``step``-th name, published in two versions each, and namesakes of every third of them."""
    assert len(NAMES) == 50
    drill = Drill(dict(list(NAMES.items())[::step]))
    for number, (name, around) in enumerate(drill.names.items()):
        drill.records[name] = _record_with(f"({name})", name, around, is_beside_namesake=number % 2 == 0)
        if number % 3 == 0:
            drill.namesakes.append(_record_with(f"«{name}»", "", around, is_beside_namesake=True, other=name))
    for record, name in [
        *zip(drill.records.values(), (f"({name})" for name in drill.names), strict=True),
        *((record, "«Somebody»") for record in drill.namesakes),
    ]:
        publish(record, by=None, note=f"As {name} asked")
        record.texts.filter(language="ko").update(title="두 번째 각서")
        publish(record, by=None)
        record.refresh_from_db()
    return drill


def _record_with(
    bracketed: str, name: str, around: str, *, is_beside_namesake: bool, other: str = ""
) -> Agreement:
    """An agreement in whose texts of every kind the name stands, and words like it."""
    agreement = make.AgreementFactory(titled=True)
    prose = f"{bracketed} and ({around}) and {bracketed}."
    agreement.texts.update(title=f"About {around}", summary=prose)
    make.AgreementTextFactory(
        agreement=agreement, language="ko", title="각서", summary=f"{bracketed}은 {around}"
    )
    if name:
        make.SignatoryFactory(
            agreement=agreement, person=None, name_as_written=name, post_as_written=around[:90]
        )
    if is_beside_namesake:
        post = f"{OTHER} {around}"[:90]
        make.SignatoryFactory(
            agreement=agreement, person=None, name_as_written=name or other, post_as_written=post
        )
    source = make.SourceFactory(
        title=bracketed, address="https://example.org/" + "x" * 8, note=f"{bracketed} rang."
    )
    make.AgreementCitationFactory(agreement=agreement, source=source, says={"en": f"{bracketed}, {around}"})
    make.CustodyFactory(agreement=agreement, note=f"Ask {bracketed} of {around}.")
    LogEntry.objects.log_actions(
        make.UserFactory().pk, [agreement], CHANGE, [{"changed": {"object": bracketed, "fields": ["Title"]}}]
    )
    return agreement


# Places to tick, and what must be left


def places_of(name: str, agreement: Agreement) -> set[str]:
    """Places of a record and its source where the name stands in round brackets or alone, not those of the namesake."""
    own = {
        agreement.ref,
        *(f"sources.source#{key}" for key in agreement.citations.values_list("source", flat=True)),
    }
    return {
        place.id
        for place in plan(name).places
        if place.subject.name in own
        and place.words == name
        and (
            (place.before[-1:], place.after[:1]) == ("(", ")")
            or not (place.before or place.after or place.beside.startswith(OTHER))
        )
    }


def expected(value: Any, names: list[str]) -> Any:
    """A JSON value with the marker where one of the names is to go; made by other means than the product's."""
    if isinstance(value, str):
        for name in names:
            value = value.replace(f"({name})", f"({MARKER})")
        return value
    if isinstance(value, list):
        return [expected(member, names) for member in value]
    if isinstance(value, dict):
        return _expected_signatory({key: expected(member, names) for key, member in value.items()}, names)
    return value


def _expected_signatory(value: dict, names: list[str]) -> dict:
    """Of a part of a body, or a row of a table, that is a signatory: the name as printed, unless it is the namesake."""
    post = value.get("post_as_written", value.get("post"))
    if not isinstance(post, str) or post.startswith(OTHER):
        return value
    if value.get("name_as_written") in names:
        return {**value, "name_as_written": MARKER}
    person = value.get("person")
    if isinstance(person, dict) and person.get("name") in names:
        return {**value, "person": {**person, "name": MARKER}}
    return value


# Tables


def all_rows() -> dict[str, list[dict]]:
    """The rows of every table that is compared, texts that are JSON taken apart; without the log of redactions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall() if name not in NOT_COMPARED]
        rows = {}
        for table in tables:
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t ORDER BY t::text COLLATE "C"')
            rows[table] = [json.loads(text) for (text,) in cursor.fetchall()]
    rows["register_version"] = [
        {**row, "body": json.loads(row["body"]), "sha256": ""}  # the recount compares hashes
        for row in rows["register_version"]
        if row["action"] != "redacted"
    ]
    for row in rows["django_admin_log"]:
        row["change_message"] = json.loads(row["change_message"] or "[]")
    return {table: sorted(of_table, key=json.dumps) for table, of_table in rows.items()}


def history() -> str:
    """All that the history of records holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(to_jsonb(c)::text, ' ') FROM history_change c")
        return cursor.fetchone()[0]


def expected_rows(before: dict[str, list[dict]], names: list[str]) -> dict[str, list[dict]]:
    """The rows with the marker where one of the names is to go, and otherwise as they were."""
    return {
        table: sorted((expected(row, names) for row in rows), key=json.dumps)
        for table, rows in before.items()
    }

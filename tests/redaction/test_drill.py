"""A drill over fifty names: only what was ticked is gone, and stays gone, whatever is done with the records then."""

import json

import pytest
from django.core.exceptions import ValidationError

from agreements.models import Agreement, AgreementCitation, AgreementText, Signatory
from interchange.actions import import_to_desk
from interchange.problems import ImportFailed
from redaction import log, replay
from redaction.models import Redaction
from register.entries import rebuild_index
from register.models import Entry, Version
from register.publishing import publish
from sources.models import Source
from tests import factories as make
from tests.interchange.emptying import exported
from tests.redaction.restoring import backup, restore
from tests.redaction.working import plan, redact
from tests.register.recount import assert_same_as_recount

pytestmark = pytest.mark.django_db

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


def record_with(name: str, around: str) -> Agreement:
    """An agreement in whose texts of several kinds the name stands, and words like it."""
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(title=f"About {around}", summary=f"({name}) and ({around}) and ({name}).")
    make.SignatoryFactory(agreement=agreement, name_as_written=name, post_as_written=around[:100])
    source = make.SourceFactory(title=f"({name})", address="https://example.org/" + "x" * 8)
    make.AgreementCitationFactory(agreement=agreement, source=source, says={"en": f"({name}), {around}"})
    return agreement


def expected(body: str, name: str) -> str:
    """The body with the marker where the name stands in brackets or alone; made by other means than the product's."""
    in_json = json.dumps(name, ensure_ascii=False)[1:-1]
    return body.replace(f"({in_json})", f"({MARKER})").replace(f'"name":"{in_json}"', f'"name":"{MARKER}"')


def places_of(name: str, agreement: Agreement) -> set[str]:
    """Places of a record and its source where the name stands in brackets or alone."""
    own = {
        agreement.ref,
        *(f"sources.source#{each}" for each in agreement.citations.values_list("source", flat=True)),
    }
    return {
        place.id
        for place in plan(name).places
        if place.subject.name in own
        and place.words == name
        and ((place.before[-1:], place.after[:1]) == ("(", ")") or not (place.before or place.after))
    }


@pytest.mark.parametrize("step", [8, pytest.param(1, marks=pytest.mark.long)])
def test_fifty_names(step):
    assert len(NAMES) == 50
    names = dict(list(NAMES.items())[::step])
    records = {name: record_with(name, around) for name, around in names.items()}
    namesakes = {name: record_with(name, around) for name, around in list(names.items())[::3]}
    publish(*records.values(), *namesakes.values(), by=None)
    file, before = json.loads(exported()), backup(AgreementCitation, AgreementText, Signatory, Source)
    bodies = dict(Entry.objects.values_list("ref", "body"))
    wanted = {**bodies}
    for name, record in records.items():
        record.refresh_from_db()
        wanted[record.ref] = expected(bodies[record.ref], name)
        assert wanted[record.ref].count(MARKER) == 5, name

    for name, record in records.items():
        redact(name, ticked=places_of(name, record))

    def all_as_wanted() -> bool:
        return dict(Entry.objects.values_list("ref", "body")) == wanted

    assert all_as_wanted()
    assert_same_as_recount()
    # published again, with an edit: nothing comes back
    assert publish(*records.values(), by=None) == []
    # imported again: refused, record by record
    with pytest.raises(ImportFailed) as refused:
        import_to_desk([file], by=None, update=True)
    assert sum("redacted here" in problem.reason for problem in refused.value.problems) >= len(records)
    assert all_as_wanted()
    # typed again where it stood
    for name, record in records.items():
        Signatory.objects.filter(agreement=record).update(name_as_written=name)
        with pytest.raises(ValidationError, match="redacted here"):
            publish(record, by=None)
        Signatory.objects.filter(agreement=record).update(name_as_written=MARKER)
    # restored from before, and the log applied: once, and again
    text = log.log_as_json()
    restore(before)
    rebuild_index()
    assert dict(Entry.objects.values_list("ref", "body")) == bodies
    assert log.read_log(text) == len(names) == Redaction.objects.count()
    replay.apply_log()
    assert all_as_wanted()
    versions = Version.objects.count()
    assert replay.apply_log().places == 0
    assert Version.objects.count() == versions
    assert publish(*records.values(), by=None) == []

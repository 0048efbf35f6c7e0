"""Lists of text in the encodings that offices keep them in: most in ASCII, a few names in other letters."""

import json

import pytest

from spreadsheets.files.reader import read_table
from spreadsheets.files.table import ReadingOptions, SheetError
from spreadsheets.files.text_encoding import decode_text
from tests.samples import SAMPLES, sample
from tests.spreadsheets.lists import as_file

ROR = "data/ror/sample-v2.ndjson"
PLAIN = [[str(number), f"University of Example {number}", "2019-03-05"] for number in range(30)]
HEADERS = ["No", "Partner", "Signed on"]


def partners(data: bytes, name="a.csv", **options) -> list[str]:
    return [row[1] for row in read_table(data, name, ReadingOptions(**options)).rows]


def list_of(*names, encoding) -> bytes:
    return as_file(*PLAIN, *([str(place), name, "2020"] for place, name in enumerate(names)), headers=HEADERS,
                   encoding=encoding)  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1252", ["King’s College London"]),
        ("cp1252", ["Åbo Akademi", "King’s College"]),
        ("cp1252", ["Universität Zürich"]),
        ("cp1252", ["Université d’Évry – “Val”"]),
        ("cp1252", ["ÉCOLE DES ARTS"]),
        ("cp1252", ["Università dell’Aquila"]),
        ("cp1252", ["Fees in £ and € © 2020"]),
        ("mac_roman", ["King’s College London"]),
        ("mac_roman", ["Universität Zürich"]),
        ("mac_roman", ["Université de Liège", "Malmö"]),
        ("cp949", ["서울대학교"]),
        ("cp949", ["똠방각하 대학교", "한국·일본"]),
        ("cp949", ["KOICA와 협력", "東京大學"]),
        ("cp1250", ["Uniwersytet Łódzki"]),
        ("cp1250", ["Pécsi Tudományegyetem", "Győr"]),
        ("cp1251", ["Московский университет"]),
        ("cp1251", ["МГУ"]),
        ("cp1253", ["Πανεπιστήμιο Κρήτης"]),
        ("cp1254", ["Boğaziçi Üniversitesi"]),
        ("cp1255", ["אוניברסיטת תל אביב"]),
        ("cp1256", ["جامعة القاهرة"]),
        ("cp874", ["จุฬาลงกรณ์มหาวิทยาลัย"]),
        ("cp932", ["東京大学", "ソウル"]),
        ("gb18030", ["北京大学"]),
        ("big5", ["國立臺灣大學"]),
    ],
)
def test_the_encoding_is_what_makes_words_of_a_few_names(encoding, names):
    decoded = decode_text(list_of(*names, encoding=encoding))

    assert decoded.text == list_of(*names, encoding="utf-8").decode()
    assert encoding in dict(decoded.offered)
    assert {word for name in names for word in name.split() if not word.isascii()} - set(decoded.words) <= {
        "“Val”", "d’Évry", "dell’Aquila",
    }  # fmt: skip


@sample(ROR)
@pytest.mark.parametrize(
    ("encoding", "countries", "least"),
    [
        ("cp1252", "FR DE ES PT SE NO DK FI IT CH AT BE BR MX CA", 1.0),
        ("mac_roman", "FR DE ES SE PT IT CH BR", 0.97),
        ("cp949", "KR", 1.0),
        ("cp1250", "PL CZ HU SK RO", 0.8),
        ("cp1251", "RU UA BG", 1.0),
        ("cp932", "JP", 1.0),
        ("gb18030", "CN", 0.9),
        ("utf-8", "FR KR RU JP", 1.0),
    ],
)
def test_names_of_real_institutions_come_out_as_they_are(encoding, countries, least):
    lists = [
        text
        for country in countries.split()
        for names in [_names(country, encoding)]
        for size in (1, 2, 5, 20)
        for start in range(0, min(len(names), 3 * size), size)
        for text in [list_of(*names[start : start + size], encoding="utf-8").decode()]
    ]

    right = sum(decode_text(text.encode(encoding)).text == text for text in lists)

    assert len(lists) >= 3
    assert right >= least * len(lists), f"{right} of {len(lists)}"


def _names(country: str, encoding: str) -> list[str]:
    """Names of institutions of a country that are not ASCII and that the encoding has."""
    found = []
    for line in (SAMPLES / ROR).read_text().splitlines():
        record = json.loads(line)
        places = [place["geonames_details"]["country_code"] for place in record["locations"]]
        if country in places:
            found += [name["value"] for name in record["names"] if not name["value"].isascii()]
    return [name for name in found if name.encode(encoding, "ignore").decode(encoding) == name]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_utf_16_is_read_with_a_mark_and_without(encoding, delimiter):
    data = as_file(["1", "Universität Zürich"], ["2", "서울대"], headers=["No", "Partner"], encoding=encoding,
                   delimiter=delimiter)  # fmt: skip

    for name in ("a.csv", "a.txt", "a.TSV"):
        assert partners(data, name) == ["Universität Zürich", "서울대"]


def test_utf_8_with_a_few_broken_bytes_stays_utf_8_and_says_where():
    lines = ["No,Partner", "1,Universität Zürich", "2,Université de Liège", "3,서울대학교"]
    data = "\n".join(lines).encode() + b"\n4,K\xf6ln\n5,King\x92s\n6,\xea\xb0\n"

    table = read_table(data, "a.csv")

    assert [row[1] for row in table.rows[3:]] == ["Köln", "King’s", "\N{REPLACEMENT CHARACTER}"]
    [notice] = table.notices
    assert (notice.code, notice.rows, notice.values) == ("broken", [5, 6, 7], {"encoding": "UTF-8"})


def test_a_byte_that_is_not_of_the_encoding_is_marked_and_said():
    data = list_of("Łódź", "Kraków", "Gdańsk", encoding="cp1250").replace(b"Gda", b"Gd\x81a")

    table = read_table(data, "a.csv")

    assert (table.encoding, table.rows[-1][1]) == ("cp1250", "Gd\N{REPLACEMENT CHARACTER}ańsk")
    assert [notice.code for notice in table.notices] == ["encoding", "broken"]


def test_what_is_guessed_is_said_with_its_words_and_can_be_chosen_otherwise():
    data = list_of("King’s College", "Åbo Akademi", encoding="cp1252")

    table = read_table(data, "a.csv")
    other = read_table(data, "a.csv", ReadingOptions(encoding="cp949"))

    assert (table.encoding, table.words) == ("cp1252", ["King’s", "Åbo"])
    [choice] = [choice for choice in table.choices if choice.name == "encoding"]
    assert choice.chosen == "cp1252"
    assert dict(choice.options)["cp949"] == "King뭩 휻o"
    assert (other.encoding, other.words) == ("cp949", ["King뭩", "휻o"])
    assert partners(data, encoding="no such encoding")[-1] == "Åbo Akademi"


def test_of_a_text_that_proves_its_encoding_nothing_is_asked():
    for data in (
        as_file(*PLAIN, headers=HEADERS),
        list_of("Åbo", encoding="utf-8"),
        list_of("Åbo", encoding="utf-16"),
    ):
        table = read_table(data, "a.csv", ReadingOptions(encoding="cp949"))

        assert [choice for choice in table.choices if choice.name == "encoding"] == []
        assert table.notices == []


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\x03" * 9, b"\xff\xfeT", b"\xff\xd8\xff\xe0\x10JFIF\x01" * 9, b"\0" * 99]
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(SheetError, match="not a text file"):
        decode_text(data)


def test_a_long_file_is_weighed_by_its_first_lines_and_read_whole():
    names = ["Université de Liège"] * 5_000
    data = list_of(*names, encoding="cp1252")

    assert partners(data)[len(PLAIN) :] == names

"""Lists in the languages of offices: their headers, and their words for unknown, no end, until, totals and states."""

import pytest

from spreadsheets.columns import guess_columns
from spreadsheets.files.special_rows import find_special_rows
from spreadsheets.headers import HEADER_SYNONYMS
from spreadsheets.parsing.cells import FORM_PARSER
from spreadsheets.parsing.countries import find_country_code
from spreadsheets.parsing.terms import parse_term_cell
from spreadsheets.parsing.word_lists import is_unstated, strip_until

MEANINGS = [
    "party",
    "party_country",
    "form",
    "signed_on",
    "effective_on",
    "end_on",
    "term",
    "officer",
    "note",
]
HEADERS = {
    "de": "Partnerhochschule, Land, Art der Vereinbarung, Unterzeichnet am, Beginn, Gültig bis, Laufzeit, "
    "Ansprechpartner, Bemerkungen",
    "fr": "Établissement partenaire, Pays, Type d’accord, Signé le, Date d’effet, Date d’échéance, Durée, "
    "Personne de contact, "
    "Remarques",
    "es": "Contraparte, País, Tipo de convenio, Fecha de firma, Vigencia desde, Vencimiento, Duración, "
    "Persona de contacto, "
    "Observaciones",
    "pt": "Instituição parceira, País, Tipo de acordo, Data da assinatura, Início da vigência, Data de término, "
    "Vigência, Contato, "
    "Observações",
    "it": "Università, Paese, Tipologia, Data di stipula, Decorrenza, Scadenza, Durata, Referente, Note",
    "nl": "Partnerinstelling, Land, Soort overeenkomst, Datum ondertekening, Ingangsdatum, Einddatum, Looptijd, "
    "Contactpersoon, "
    "Opmerkingen",
    "pl": "Uczelnia partnerska, Kraj, Rodzaj umowy, Data podpisania, Obowiązuje od, Data zakończenia, "
    "Okres obowiązywania, "
    "Osoba kontaktowa, Uwagi",
    "cs": "Partnerská univerzita, Země, Typ smlouvy, Datum podpisu, Platnost od, Platnost do, Doba platnosti, "
    "Kontaktní osoba, "
    "Poznámka",
    "hu": "Partnerintézmény, Ország, Szerződés típusa, Aláírás dátuma, Hatályba lépés, Lejárat, Időtartam, "
    "Kapcsolattartó, "
    "Megjegyzés",
    "ro": "Instituție parteneră, Țara, Tip acord, Data semnării, Data începerii, Data expirării, Durata, "
    "Persoană de contact, "
    "Observații",
    "sv": "Lärosäte, Land, Avtalstyp, Undertecknat, Startdatum, Slutdatum, Avtalstid, Kontaktperson, Anmärkning",
    "da": "Samarbejdspartner, Land, Aftaletype, Underskrevet, Startdato, Slutdato, Varighed, Kontaktperson, "
    "Bemærkninger",
    "fi": "Korkeakoulu, Maa, Sopimustyyppi, Allekirjoitettu, Alkaa, Päättyy, Voimassaolo, Yhteyshenkilö, "
    "Huomautukset",
    "tr": "Üniversite, Ülke, Anlaşma Türü, İmza Tarihi, Başlangıç Tarihi, Bitiş Tarihi, Süre, İrtibat Kişisi, "
    "Açıklama",
    "el": "Πανεπιστήμιο, Χώρα, Είδος συμφωνίας, Ημερομηνία υπογραφής, Έναρξη ισχύος, Ημερομηνία λήξης, "
    "Διάρκεια, Υπεύθυνος, "
    "Παρατηρήσεις",
    "ru": "Университет, Страна, Вид договора, Дата подписания, Дата начала, Дата окончания, Срок действия, "
    "Контактное лицо, "
    "Примечания",
    "uk": "Університет, Країна, Вид угоди, Дата підписання, Дата початку, Дата закінчення, Термін дії, "
    "Контактна особа, Примітки",
    "ja": "相手大学, 国名, 協定種別, 締結年月日, 発効日, 満了日, 有効期間, 担当者, 備考",
    "zh": "合作院校, 国别, 协议类型, 签署日期, 生效日期, 到期日期, 有效期, 联系人, 备注",
    "zh_Hant": "學校名稱, 國家, 類型, 簽約日期, 生效日期, 結束日期, 有效期限, 聯絡人, 備註",
    "vi": "Đối tác, Quốc gia, Loại văn bản, Ngày ký, Ngày bắt đầu, Ngày hết hạn, Thời hạn, Người liên hệ, Ghi chú",
    "id": "Mitra, Negara, Jenis kerja sama, Tanggal penandatanganan, Tanggal mulai, Tanggal berakhir, "
    "Masa berlaku, Narahubung, "
    "Keterangan",
    "th": "มหาวิทยาลัย, ประเทศ, ประเภทข้อตกลง, วันที่ลงนาม, วันที่เริ่ม, วันหมดอายุ, ระยะเวลา, ผู้ประสานงาน, หมายเหตุ",
    "ar": "الجامعة, الدولة, نوع الاتفاقية, تاريخ التوقيع, تاريخ البدء, تاريخ الانتهاء, مدة الاتفاقية, "
    "جهة الاتصال, ملاحظات",
}  # fmt: skip


@pytest.mark.parametrize("language", HEADERS)
def test_headers_are_known_in_the_languages_of_offices(language):
    headers = HEADERS[language].split(", ")

    assert dict(zip(headers, guess_columns(headers), strict=True)) == dict(
        zip(headers, MEANINGS, strict=True)
    )


def test_no_header_means_two_columns():
    names = [(header, name) for name, headers in HEADER_SYNONYMS.items() for header in headers]

    assert len({header for header, _name in names}) == len(names)


@pytest.mark.parametrize(
    "header",
    ["Ansprechpartner", "Ansprechpartner/in", "Ansprechpartner an der Partnerhochschule",
    "Partner contact person", "担当者名"],
)  # fmt: skip
def test_a_person_to_contact_is_no_party(header):
    assert guess_columns([header]) == ["officer"]


@pytest.mark.parametrize(
    "header", ["Partner email", "Partner City", "City of partner", "Website of partner", "Partner type"]
)
def test_what_is_said_of_a_partner_is_not_its_name(header):
    assert guess_columns([header]) != ["party"]


@pytest.mark.parametrize(
    "header",
    ["Agreement #", "N° convention", "Nr umowy", "№ договора", "Nº do convênio", "Číslo smlouvy", "管理番号"],
)
def test_numbers_of_agreements_are_known_by_their_signs(header):
    assert guess_columns([header]) == ["number"]


@pytest.mark.parametrize("header", ["Cidade-irmã", "Sister city", "Partnerstadt", "姉妹都市", "자매도시"])
def test_a_sister_city_is_a_party(header):
    assert guess_columns([header]) == ["party"]


def test_a_partner_with_a_number_sign_stays_a_partner():
    assert guess_columns(["Partner #1", "Partner #2", "#"]) == ["party", "party", ""]


@pytest.mark.parametrize(
    "text",
    [
        "unbekannt",
        "b.d.",
        "b. d.",
        "s/d",
        "б/д",
        "non daté",
        "k. A.",
        "不明",
        "不详",
        "saknas",
        "tbc",
        "n/k",
        "غير معروف",
    ],
)
def test_words_for_unknown_state_nothing(text):
    assert is_unstated(text)
    assert not parse_term_cell(text).members


@pytest.mark.parametrize(
    "text",
    ["unbefristet", "czas nieokreślony", "Indeterminada", "illimité", "a tempo indeterminato", "határozatlan",
    "toistaiseksi",
     "tills vidare", "süresiz", "αορίστου χρόνου", "бессрочно", "безстроково", "無期限", "無限期", "长期",
     "vô thời hạn", "tidak terbatas",
     "غير محددة المدة", "do odvolání"],
)  # fmt: skip
def test_words_for_no_end_are_known(text):
    assert parse_term_cell(text).members["renewal"] == "indefinite"


@pytest.mark.parametrize(
    "text",
    ["bis 31.12.2027", "do 31.12.2027", "jusqu’au 31/12/2027", "hasta el 31/12/2027", "até 31/12/2027",
    "fino al 31.12.2027",
     "t/m 31-12-2027", "до 31.12.2027", "2027年12月31日まで", "至2027年12月31日", "~2027.12.31",
     "～2027.12.31", "2027.12.31-ig",
     "31.12.2027 asti", "μέχρι 31/12/2027", "đến 31/12/2027", "sampai 31-12-2027", "2027. 12. 31.까지"],
)  # fmt: skip
def test_phrases_of_last_days_are_read_as_the_day(text):
    assert parse_term_cell(text).members["until"] == "2027-12-31"


def test_a_year_after_a_tilde_is_a_last_day_too():
    assert strip_until("~2027") == "2027"


@pytest.mark.parametrize(
    ("text", "code"),
    [("覚書", "mou"), ("مذكرة تفاهم", "mou"), ("Меморандум", "mou"), ("Vereinbarung", "agreement"), ("Umowa",
    "agreement"),
     ("Соглашение", "agreement"), ("协议", "agreement")],
)  # fmt: skip
def test_types_are_known_in_these_languages(text, code):
    assert FORM_PARSER.parse(text) == (code, False)


@pytest.mark.parametrize("text", ["5 років", "五年", "5年，自動續約", "5 лет", "5 lat"])
def test_lengths_are_read_in_these_languages(text):
    assert parse_term_cell(text).members["length"] == "P5Y"


@pytest.mark.parametrize(
    "row",
    [["", "合計", "22校"], ["Summe", "", "22"], ["", "Ukupno", "22"], ["Łącznie", "22 uczelnie", ""],
    ["Összesen", "22 egyetem", ""],
     ["Yhteensä", "22", ""], ["المجموع", "22", ""], ["Разом", "22", ""], ["Tổng cộng", "22", ""]],
)  # fmt: skip
def test_totals_are_known_in_these_languages(row):
    body = {2: ["Alpha University", "Japan", "MoU"], 3: ["Beta College", "Chile", "MoU"], 4: row}

    assert find_special_rows(body, ["A", "B", "C"], {}).totals == {4}


def test_a_university_of_totals_is_none():
    body = {2: ["Total Energies University", "France", "MoU"], 3: ["Sum College", "Chile", "2019"]}

    assert not find_special_rows(body, ["A", "B", "C"], {}).totals


@pytest.mark.parametrize(
    ("text", "code"),
    [("米国", "US"), ("豪州", "AU"), ("韓國", "KR"), ("香港", "HK"), ("中國大陸", "CN"), ("السعودية", "SA"),
    ("الإمارات", "AE"),
     ("США", "US"), ("EE.UU.", "US"), ("英国", "GB")],
)  # fmt: skip
def test_short_names_of_countries_are_known(text, code):
    assert find_country_code(text) == code

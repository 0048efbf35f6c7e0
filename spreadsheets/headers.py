"""Header synonyms: the words that real lists have for each column."""

import re
from collections.abc import Iterable

from core.text import fold
from spreadsheets.header_languages import FURTHER_HEADERS

_NUMBER_SIGN = re.compile(r"\bn°|#(?!\s*\d)")


def normalize_header(header: str) -> str:
    """The letters and digits of a header, folded: “Sl. No.” is slno, “Agreement #” and “N° agreement” have a no."""
    return "".join(re.findall(r"[^\W_]+", _NUMBER_SIGN.sub(" no ", fold(header).lower())))


def are_korean(headers: Iterable[str]) -> bool:
    """True where a header is in Hangul: names that we give are Korean there, too."""
    return any(re.search("[가-힣]", header) for header in headers)


def _header_set(text: str) -> set[str]:
    return {normalize_header(synonym) for synonym in text.split(",")}


# Numbers of lines change whenever somebody sorts a list, so they identify nothing: such columns only go to the note.
NOTE_ONLY_HEADERS = _header_set(
    "no, nr, sno, slno, sl, srno, serial no, serial number, #, 번호, 연번, 순번, 일련번호, lfd nr, "
    "laufende nummer, lp, l p, poř č, "
    "por c, sorszám, n, num, nº, č, č p, nr crt, α/α, αα, п/п, no п/п, № п/п, sıra, sıra no, 序号, 序號, 編號, "
    "编号, ลำดับ, ที่, 通し番号, 番号, stt, م, "
    "الرقم, الرقم التسلسلي, ردیف"
)

# Of the agreement or of the partner: a place of signing or where they are, a document or their homepage. Asked.
OPEN_HEADERS = {
    **dict.fromkeys(
        _header_set(
            "place, location, 장소, lugar, lieu, ort, luogo, plaats, miejsce, místo, miesto, hely, locul, "
            "plats, sted, paikka, yer, τόπος, место, місце, 場所, 地点, 地點, địa điểm, tempat, المكان"
        ),
        "place",
    ),
    **dict.fromkeys(
        _header_set(
            "website, web site, web address, webpage, web page, homepage, home page, web, www, 홈페이지, 웹사이트, "
            "누리집, sitio web, página web, site web, site internet, sito web, sito, webseite, internetseite, "
            "strona www, strona internetowa, сайт, ホームページ, 网站, 網站"
        ),
        "document",
    ),
}

# Where somebody is: beside the name of a partner they tell namesakes apart
PLACE_HEADERS = {header for header, name in OPEN_HEADERS.items() if name == "place"} | _header_set(
    "city, town, state, province, region, prefecture, city state, city country, campus, stadt, bundesland, ville, "
    "région, ciudad, provincia, estado, cidade, città, regione, stad, miasto, województwo, město, kraj, város, oraș, "
    "by, kaupunki, şehir, il, πόλη, город, регион, область, місто, 도시, 소재지, 지역, 시도, 都市, "
    "都道府県, 所在地, 城市, 省份, 省, thành phố, tỉnh, kota, provinsi, المدينة"
)

HEADER_JOINT = " – "  # between the parts of a header of several rows
_GENERAL_PARTS = _header_set("name, title, date, no, number, type, 이름, 명칭, 번호, 일자, 날짜")


def header_parts(header: str) -> list[str]:
    """The parts of a header of several rows, the lowest first unless it says little by itself; none of other headers.

    “Period – From” is a beginning, but “Our side – Name” no title.
    """
    parts = header.split(HEADER_JOINT)
    if len(parts) == 1:
        return []
    return [part for part in reversed(parts) if normalize_header(part) not in _GENERAL_PARTS]


HEADER_SYNONYMS = {
    name: _header_set(f"{synonyms}, {FURTHER_HEADERS.get(name, '')}") - {""}
    for name, synonyms in {
        "number": "own number, id, mou id, mou no, mou number, agreement no, agreement number, "
        "agreement id, reference, reference no, reference number, ref, ref no, contract no, "
        "registration no, register no, code, our ref, our reference, trim ref, trim no, processo, "
        "관리번호, 협약번호, 협정번호, 자체번호, 등록번호, "
        "고유번호, 협약 관리번호, 자체 관리번호",
        "record": "record, 레코드",
        "reference": "public reference, 공개 등록번호, 공개 관리번호",
        "title_en": "title in english, english title, title (english), title (en), title english, "
        "영문명, 협약명(영문), 영문 협약명, 협정명(영문), 제목(영문), 영문제목, 사업명(영문)",
        "title_ko": "title in korean, korean title, title (korean), title (ko), title korean, 국문명, "
        "협약명(국문), 국문 협약명, 협정명(국문), 제목(국문), 국문제목, 한글명, 협약명(한글), "
        "협약명(한국어)",
        "title": "title, name, agreement, mou, agreement title, mou title, title of agreement, "
        "title of mou, title of the mou, name of agreement, name of the agreement, agreement name, "
        "name of mou, subject, 협약명, 협정명, 제목, 명칭, 협약 제목, 협약서명칭, 양해각서명, 건명, "
        "과제명",
        "form": "type, form, agreement type, type of agreement, type of mou, kind, document type, "
        "category of agreement, instrument, 유형, 협약유형, 협정유형, 구분, 종류, 협약종류, 협정종류, "
        "문서종류, 협약구분, 협정구분, 형태, 협약형태",
        "nature": "nature, 성격",
        "bindingness": "bindingness, binding, legally binding, legal effect, 구속력, 법적구속력",
        "topics": "topics, topic, field, fields, area, areas, areas of cooperation, "
        "area of cooperation, field of cooperation, fields of cooperation, discipline, disciplines, "
        "subject area, keywords, theme, 분야, 협력분야, 교류분야, 주제, 주제어, 사업분야, 학문분야",
        "summary_en": "summary in english, summary (english), 영문요약, 요약(영문)",
        "summary_ko": "summary in korean, summary (korean), 국문요약, 요약(국문)",
        "summary": "summary, description, purpose, scope, content, contents, objective, objectives, "
        "abstract, details, 요약, 내용, 주요내용, 협약내용, 협력내용, 협정내용, 목적, 개요, 교류내용",
        "party": "party, parties, partner, partners, partner institution, partner institutions, "
        "partner university, partner name, name of partner, name of partner institution, "
        "name of the partner institution, name of institution, name of the institution, institution, "
        "institution name, university, university name, organization, organisation, counterpart, "
        "counterparty, collaborator, collaborating institution, foreign partner, signing party, "
        "contracting party, company, 당사자, 상대기관, 상대방, 협력기관, 협약기관, 체결기관, 교류기관, "
        "기관명, 대학명, 상대대학, 협정대학, 교류대학, 자매대학, 협약대상, 협약대상기관, 체결대상, "
        "상대기관명, 협약상대, 협약상대방, 협력기관명, 협약기관명, 체결기관명, 학교명, 업체명",
        "party_country": "country, partner country, country of partner, country of the partner, "
        "country of the party, party country, nation, state country, "
        "country state, country of institution, 국가, 국가명, 나라, "
        "상대국, 상대국가, 국명, 소재국, 소재국가, 상대기관 국가, 당사자 국가",
        "party_identifier": "identifier of the party, ror, ror id, wikidata, partner ror, "
        "partner identifier, grid, 기관식별자, 당사자 식별자",
        "our_side": "our side, our party, home institution, own institution, our institution, 우리측, "
        "당사, 본교, 우리 기관, 협약주체, 체결주체, 갑",
        "our_unit": "our unit, faculty, school, college, department, faculty or department, "
        "department or school, home department, unit, concerned department, 단과대학, 학과, 학부, 소속, "
        "소속기관, 체결부서, 우리 부서, 체결단위",
        "signed_on": "signed on, date, date signed, signed, signing date, signature date, "
        "date of signing, date of signature, date of agreement, date of mou, mou date, agreement date, "
        "date of execution, conclusion date, 체결일, 체결일자, 서명일, 서명일자, 협약일, 협약일자, "
        "체결연월일, 협약체결일, 협정체결일, 최초체결일, 협정일, 체결년도, 체결연도, 일자, 날짜, year, "
        "year signed, year of signing",
        "effective_on": "takes effect on, effective, effective date, effective from, start, start date, "
        "commencement date, valid from, date of commencement, entry into force, "
        "date of entry into force, from, 발효일, 발효일자, 시작일, 개시일, 효력발생일, 협약시작일, "
        "시행일",
        "end_on": "ends on, end, end date, expiry, expiry date, expiration, expiration date, "
        "date of expiry, expires, expires on, valid until, valid till, validity upto, valid upto, "
        "valid to, until, termination date, to, 종료일, 만료일, 만료일자, 종료일자, 만기일, 협약종료일, "
        "유효기한, 만료예정일",
        "term": "term, duration, validity, period, validity period, period of validity, length, tenure, "
        "duration of mou, duration of agreement, 기간, 유효기간, 협약기간, 협정기간, 계약기간, 존속기간",
        "renewal": "at its end, renewal, auto renewal, automatic renewal, renewable, renewal type, "
        "renewal terms, 갱신, 자동연장, 자동갱신, 연장여부, 갱신여부, 자동연장여부, 자동갱신여부, "
        "갱신조건, 연장조건",
        "termination_notice": "termination notice, notice, notice period, notice of termination, "
        "period of notice, 해지통보, 해지통보기간, 통보기간, 해지통지기간, 종료통보",
        "status": "status, state, current status, agreement status, mou status, active, 상태, 현황, "
        "협약상태, 진행상태, 진행현황, 유효여부, 효력여부, 진행상황",
        "status_on": "since when it has the status, status date, date terminated, 상태일, 해지일, "
        "해지일자, 파기일",
        "place": "place of signing, place signed, venue, place of signature, signing place, 체결장소, 서명장소, "
        "협약장소, 체결지",
        "signatory": "signatory, signatories, signed by, signed for, name of signatory, signatory name, "
        "서명자, 서명자명, 체결자, 서명인, 서명권자, 대표자",
        "signatory_post": "post of the signatory, signatory post, signatory position, signatory title, "
        "designation of signatory, post, position, designation, 직위, 서명자 직위, 직책, 서명자 직책, "
        "체결자 직위",
        "unit": "responsible unit, responsible department, responsible office, office in charge, "
        "department in charge, administering unit, owner unit, 담당부서, 주관부서, 소관부서, 관리부서, "
        "담당기관, 주무부서, 주관부처, 소관과, 담당과",
        "officer": "officer, officer in charge, contact, contact person, person in charge, coordinator, "
        "responsible person, focal point, faculty coordinator, 담당자, 담당자명, 업무담당자, 담당교수, "
        "책임자, 담당자 성명",
        "file_number": "file number, file no, document number, document no, archive number, dossier, "
        "문서번호, 공문번호, 파일번호, 기록물번호, 기록물철번호",
        "retention": "retention, retention period, 보존기간, 보존연한, 보존년한",
        "document": "address of the document, document, document link, document url, link, url, "
        "agreement link, file, pdf, 문서주소, 링크, 첨부, 원문, 원문링크, 원문주소, 협약서 링크",
        "source": "address of the source, source, source url, source link, press release, news, "
        "reference url, 출처, 출처주소, 출처링크, 보도자료, 근거",
        "note": "internal note, note, notes, remark, remarks, comment, comments, memo, 비고, 내부비고, "
        "메모, 참고, 참고사항, 특이사항, 기타",
    }.items()
}

# A person, never a party, though “Ansprechpartner” ends with one
_CONTACT = (
    "ansprech|kontaktper|contactp|담당자|担当者|联系人|聯絡人|連絡|контактн|yhteyshenk|osobakontakt|"
    "kontaktniosob|kapcsolattart|"
    "pers(?:ona|onne|oana|oa)(?:de|di)?contact|pessoadecontat|irtibat"
)
# Of a partner, but not its name
_ATTRIBUTE = (
    "mail|phone|telefon|fax|web|url|addres|adres|city|stadt|ciudad|ville|cidade|miasto|town|faculty|dept|"
    "department|fakult|facult|"
    "code|region|logo|type|typ$|status|이메일|전화|주소|도시|학과|住所|電話|所在|部局|学部|城市|电话|地址"
)
_OWN_NUMBER = (
    "(?:n[ro]|nrul|numero|numer|num|number|cislo|номер)(?:of|del?|do|da|della|d|dell)?"
    "(?:agreement|convention|convenio|accord|acuerdo|acordo|umow|porozum|smlouv|dohod|zmluv|contract|договор|"
    "соглаш|угод|prot(?:ocol[oe]?)?$)"
)
# Where no list above has the header as a whole: what stands in it decides, the first of these that fits.
_HEADER_PATTERNS = [
    ("officer", _CONTACT),
    (
        "end_on",
        "expir|enddate|^exp(?:date|dt)|^enddt|validtill|validuntil|validupto|^upto|만료|종료일|gultigbis|vencimiento|scadenza|終了日|満了|"
        "obowiazywaniado|obowiazujedo|waznosci?do|waznado|platnostdo|platido|действительнодо|срокдо|"
        "到期|結束日|结束日",
    ),
    (
        "signed_on",
        "dateof(?:sign|execut|conclu)|signingdate|signaturedate|datesigned|체결일|서명일|체결년|체결연|"
        "(?:締結|調印|署名).*[日年]|[签簽][署约約订訂字].*(?:日|时间|時間|年)|unterzeichnungsdat|datumderunterz|"
        "fechade(?:la)?(?:firma|suscr)|"
        "datad[ea](?:assinat|firma|podpis)|datedel?a?signature|датап[ои]дпис|датазаключ|imzatarih|datumpodpis|"
        "alairasdatum",
    ),
    (
        "effective_on",
        "effectivedate|startdate|^eff(?:date|dt)|^startdt|commence|발효|発効|生效|開始日|起始|entreeenvigueur|entradaenvigor|inkrafttret",
    ),
    (
        "termination_notice",
        "notice|해지통|해지예고|통보기한|통보기간|통지기한|통지기간|kundigungsfrist|preavis|preaviso|preavviso|opzegtermijn|"
        "okreswypowiedz|vypovednilhut|vypovednadoba|felmondasiido|uppsagningstid|opsigelses|oppsigelses|irtisanomisaika|"
        "avisoprevio|termenpreaviz|срокуведомл|срокрасторж|ihbarsure|fesihbildir|解約予告|解除予告|通知期|预告期|預告期|"
        "thoihanthongbao|προειδοποιησ",
    ),
    ("signatory_post", "(?:signator|서명자).*(?:post|position|title|designation|직위|직책)"),
    ("signatory", "signator|서명자"),
    ("party_country", "countr|국가|国名|国別|國別|國家|国家|partnerland"),
    (
        "",
        rf"(?:partner|counterpart|상대|相手|合作).*(?:{_ATTRIBUTE})|(?:{_ATTRIBUTE}).*(?:partner|counterpart)",
    ),
    (
        "party",
        "partner|counterpart|(?:name|title)of(?:the)?(?:univers|institut|organi)|상대기관|협력기관|교류기관|"
        "相手(?:機関|大学|先|校)|提携(?:先|校|大学)|合作(?:院校|学校|机构|单位|單位|學校|機構)|"
        "nameder(?:hochschule|universitat|einrichtung|institution)|n(?:om|ombre|ome)d(?:ela|el|e|"
        "a)?(?:l)?(?:univers|instit|etabl)|"
        "nazwauczel|назв.*(?:вуз|универс|университ|организ|університ)",
    ),
    ("unit", "담당부서|주관부서|소관부서|(?:主管|担当|所管)(?:部局|部署|課)"),
    (
        "renewal",
        "renew|자동연장|갱신|연장(?:여부|가능|조건|방식)|prorrog|prorog|rinnov|renova|renouvel|reconduc|"
        "verlangerbar|verlangerung|verlengbaar|verlenging|odnawial|przedluz|продлен|пролонг|更新(?:方法|方式|有無|の)|"
        "[续續][约約签簽期](?:方式|条款|條款)",
    ),
    (
        "term",
        "duration|(?:durata|duracion|duracao|duree)(?:en|in|em)?(?:ann?[ioe]s?|anos|annees|ans|mes[ei]s?|mois)|"
        "validity|유효기간|협약기간|laufzeit|有効期間|有效期|срокдеи|"
        "dobaplatnosti|okresobowi",
    ),
    ("number", _OWN_NUMBER),
    ("number", "agr(?:ee)?mt(?:code|id|no|num)$"),
    ("form", "agr(?:ee)?mttype"),
    ("title", "agr(?:ee)?mt(?:desc|title|name)"),
    (
        "form",
        "typeof|^natureof(?:the)?(?:mou|agreement|document)|유형|"
        "協定種|類型|类型|(?:合約|協議|協定|合约|协议)[類类種种]",
    ),
    ("title", "titleof|nameofthe(?:mou|agreement)|협약명|협정명"),
    ("topics", "areasof|fieldsof|fieldof|areaof|협력분야"),
]


def column_by_pattern(header: str) -> str:
    """Name of the column that part of a header points to, or ""."""
    return next((name for name, pattern in _HEADER_PATTERNS if re.search(pattern, header)), "")

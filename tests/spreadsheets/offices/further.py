"""Lists of three more offices: a hospital in Portugal, a university in Japan, a state university with codes."""

from itertools import cycle, islice

from tests.spreadsheets.offices.sheets import OfficeList, csv_file, workbook

_HEALTH_PARTNERS = [
    "Universidade do Minho",
    "Centro Hospitalar de Leiria",
    "Hospital Universitário de Salamanca (Espanha)",
    "Câmara Municipal de Braga",
    "Liga Portuguesa Contra o Cancro",
    "Faculdade de Medicina da Universidade do Porto",
    "Instituto Politécnico de Viana do Castelo",
    "Hospital Central de Maputo (Moçambique)",
    "Fundação Champalimaud",
    "Administração Regional de Saúde do Norte, I.P.",
    "Santa Casa da Misericórdia de Barcelos",
    "Universidade Fernando Pessoa",
    "Hospital Agostinho Neto (Cabo Verde)",
    "Cruz Vermelha Portuguesa",
    "Ordem dos Enfermeiros",
    "Hospital Sant Joan de Déu, Barcelona",
    "Instituto Nacional de Emergência Médica",
    "Universidade de São Paulo (Brasil)",
    "Karolinska Universitetssjukhuset",
    "Agrupamento de Escolas de Vila Verde",
]


def portuguese_hospital() -> OfficeList:
    """A title, two partners a row, numbers merged over two rows with one partner each, terms and states in words."""
    days = cycle(
        [
            "12/03/2015",
            "mar. 2016",
            "1.º semestre de 2017",
            "23/06/2014, prorrogado até 23/06/2024",
            "5 de maio de 2018",
            "15-09-2013",
            "2012",
            "31/01/2019 e 04/02/2019",
            "2.º trimestre de 2016",
            "s/d",
        ]
    )
    terms = cycle(
        [
            "3 anos, renovável automaticamente",
            "por tempo indeterminado",
            "1 ano",
            "até 31/12/2025",
            "5 anos, prorrogável por acordo",
            "enquanto durar o projeto",
        ]
    )
    states = cycle(
        ["Em vigor", "Caducado", "Em vigor", "Denunciado em 31/12/2018", "Em renovação", "Em vigor"]
    )
    kinds = cycle(
        ["Protocolo", "Convénio", "Acordo de cooperação", "Protocolo de estágio", "Memorando de entendimento"]
    )
    rows: list[list[str]] = [
        ["Hospital de São Martinho, E.P.E. – Gabinete de Protocolos", *[""] * 8],
        ["Protocolos e convénios (atualizado a 15/10/2025)", *[""] * 8],
        [
            "N.º Prot.",
            "Tipo",
            "Objeto",
            "1.ª Entidade",
            "2.ª Entidade",
            "Data de assinatura",
            "Vigência",
            "Situação",
            "Observações",
        ],
    ]
    partners = cycle(_HEALTH_PARTNERS)
    objects = cycle(
        ["Estágios curriculares", "Investigação clínica", "Formação contínua", "Transporte de doentes"]
    )
    merged = []
    for number in range(1, 31):
        first, second = islice(partners, 2)
        is_single = number % 3 == 1
        row = [
            f"{number:03}/{2012 + number % 9}",
            next(kinds),
            next(objects),
            first,
            "" if is_single else second,
        ]
        row += [next(days), next(terms), next(states), "Ver pasta 12" if number % 5 == 0 else ""]
        rows.append(row)
        if number % 3 == 0:
            merged.append(len(rows))
            rows[-1][4] = ""
            rows.append(["", "", "", second, "", "", "", "", ""])
    rows.append(["", "", "", "", "", "", "", "Total: 30", ""])

    def dress(book):
        sheet = book["Protocolos"]
        sheet.merge_cells("A1:I1")
        for first in merged:
            for column in "ABCEFGHI":
                sheet.merge_cells(f"{column}{first}:{column}{first + 1}")

    return OfficeList(
        "protocolos.xlsx", workbook({"Protocolos": rows}, dress), agreements=30, partners=20, most_answers=6
    )


_JAPANESE_PARTNERS = [
    ("ソウル大学校", "Seoul National University", "韓国"),
    ("北京師範大学", "Beijing Normal University", "中国"),
    ("国立台湾師範大学", "National Taiwan Normal University", "台湾"),
    ("チュラーロンコーン大学", "Chulalongkorn University", "タイ"),
    ("ハノイ工科大学", "Hanoi University of Science and Technology", "ベトナム"),
    ("ガジャ・マダ大学", "Universitas Gadjah Mada", "インドネシア"),
    ("マラヤ大学", "University of Malaya", "マレーシア"),
    ("デラサール大学", "De La Salle University", "フィリピン"),
    ("ダッカ大学", "University of Dhaka", "バングラデシュ"),
    ("トリブバン大学", "Tribhuvan University", "ネパール"),
    ("ボン大学", "University of Bonn", "ドイツ"),
    ("ストラスブール大学", "Université de Strasbourg", "フランス"),
    ("リーズ大学", "University of Leeds", "イギリス"),
    ("トリノ大学", "Università degli Studi di Torino", "イタリア"),
    ("サラマンカ大学", "Universidad de Salamanca", "スペイン"),
    ("カレル大学", "Charles University", "チェコ"),
    ("ワルシャワ大学", "University of Warsaw", "ポーランド"),
    ("オレゴン大学", "University of Oregon", "アメリカ合衆国"),
    ("アルバータ大学", "University of Alberta", "カナダ"),
    ("モナシュ大学", "Monash University", "オーストラリア"),
]


def japanese_university() -> OfficeList:
    """CP932, days in eras, 大学間 and 部局間, departments under the names, extensions and ends among the remarks."""
    headers = [
        "番号",
        "協定区分",
        "相手先大学名（和文）",
        "相手先大学名（英文）",
        "国・地域",
        "締結年月日",
        "有効期限",
        "更新",
        "主管部局",
        "学生交流",
        "備考",
    ]
    days = cycle(
        [
            "令和元年5月1日",
            "H30.3.12",
            "平成25年10月",
            "2014/4/1",
            "昭和63年11月3日",
            "R4.10.1",
            "平成30年度",
            "2016年前期",
        ]
    )
    ends = cycle(
        ["令和6年4月30日", "", "R10.3.31", "無期限", "2029/3/31", "締結日から5年", "自動更新", "令和7年3月末"]
    )
    remarks = cycle(
        ["", "覚書あり", "令和8年3月まで延長", "", "R3.3.31終了", "単位互換", "2019年3月31日解消", ""]
    )
    departments = cycle(["国際部", "工学研究科", "文学部", "医学部", "農学研究科"])
    rows: list[list[str]] = [headers]
    for number in range(40):
        name, english, country = _JAPANESE_PARTNERS[number % 20]
        is_whole = number < 20
        rows.append(
            [
                str(number + 1),
                "大学間" if is_whole else "部局間",
                name,
                english,
                country,
                next(days),
                next(ends),
                "自動更新" if number % 3 else "協議",
                next(departments),
                "○" if number % 4 else "×",
                next(remarks),
            ]
        )
    rows.append(["", "合計", "40件", *[""] * 8])
    return OfficeList(
        "国際交流協定一覧.csv", csv_file(rows, encoding="cp932"), agreements=40, partners=20, most_answers=6
    )


_BANNER_PARTNERS = [
    ("F00123", "Universite Lumiere Lyon 2", "FR"),
    ("G00456", "University of East Anglia", "GB"),
    ("F00789", "Tec de Monterrey", "MX"),
    ("F01011", "Univ Coll Cork", "IE"),
    ("F01213", "Universitat Mannheim", "DE"),
    ("F01415", "Kansai Gaidai University", "JP"),
    ("F01617", "Yonsei Univ", "KR"),
    ("F01819", "Univ of Otago", "NZ"),
    ("F02021", "Pontificia Univ Catolica Chile", "CL"),
    ("F02223", "American Univ in Cairo", "EG"),
    ("F02425", "Univ of Ghana", "GH"),
    ("F02627", "Fudan University", "CN"),
    ("F02829", "Griffith University", "AU"),
    ("F03031", "Uppsala Universitet", "SE"),
    ("F03233", "Universidad San Francisco de Quito", "EC"),
    ("F03435", "Koc University", "TR"),
    ("F03637", "Vrije Universiteit Amsterdam", "NL"),
    ("F03839", "Univ of Pecs", "HU"),
    ("F04041", "BITS Pilani", "IN"),
    ("F04243", "University of Nairobi", "KE"),
]


def state_university() -> OfficeList:
    """An export of a student system: codes for everything, terms of six digits, DD-MON-YY, an end in 2099, titles."""
    headers = [
        "GOAGRMT_CODE",
        "AGRMT_DESC",
        "AGRMT_TYPE",
        "SBGI_CODE",
        "SBGI_DESC",
        "NATN_CODE",
        "COLL_CODE",
        "TERM_CODE_EFF",
        "EFF_DATE",
        "EXP_DATE",
        "STATUS_IND",
        "SIGNATORY",
        "TITLE",
        "ACTIVITY_DATE",
        "USER_ID",
    ]
    kinds = cycle(["MOU", "SEA", "DUAL", "RSCH"])
    colleges = cycle(["AS", "EN", "BU", "00"])
    titles = cycle(["President", "Provost", "Rector", "Vice-Rector", "Dean"])
    terms = cycle(["201510", "201520", "201610", "201630", "201810"])
    rows: list[list[str]] = [headers]
    for number in range(40):
        code, name, nation = _BANNER_PARTNERS[number % 20]
        kind = next(kinds) if number < 20 else "AMND"
        rows.append(
            [
                f"A{number + 101:05}",
                f"{kind} {name[:24]}".upper(),
                kind,
                code,
                name,
                nation,
                next(colleges),
                next(terms),
                f"{number % 28 + 1:02}-{['JAN', 'MAR', 'JUN', 'SEP', 'NOV'][number % 5]}-{10 + number % 12}",
                "31-DEC-2099" if number % 3 == 0 else f"30-JUN-{22 + number % 8}",
                "A" if number % 4 else "I",
                ["M. Ortiz", "J. Whitfield", "S. Okafor"][number % 3],
                next(titles),
                f"2{number % 10}-AUG-24 11:0{number % 10}:33",
                "JDOE",
            ]
        )
    return OfficeList("GOAGRMT_20251014.csv", csv_file(rows), agreements=40, partners=20, most_answers=6)

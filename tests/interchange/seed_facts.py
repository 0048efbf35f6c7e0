"""Fact by fact, what the two seed documents say, as one table for `test_demo_facts`."""

import json
from dataclasses import dataclass

SOURCES = {
    "release": {
        "title": "Korea National Enterprise for Clinical Trials (KoNECT) and DIA sign a Memorandum of Understanding",
        "kind": "press_release", "language": "en", "published_on": "2014-09-29",
    },
    "report": {
        "title": "Korea holds Health Dialogue with UK to strengthen cooperation",
        "kind": "news", "language": "en", "published_on": "2024-12-03",
    },
    "nihr": {
        "title": "UK and Republic of Korea launch new partnership "
        "to improve speed and effectiveness of clinical trials",
        "kind": "news", "language": "en", "published_on": "2024-12-02",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """A member of a body and what it holds; in a collection, what one of its parts holds.

    ``@kr`` stands for the reference of the record with that id. ``field`` asks for a citation of that field of the
    part; ``says`` are words of the citation.
    """

    record: str
    member: str
    holds: object
    source: str
    basis: str = "stated"
    field: str = ""
    says: str = ""

    def __str__(self):
        return f"{self.record} {self.member} {json.dumps(self.holds, ensure_ascii=False)} {self.source}"


def named(record_id, name):
    return {"ref": f"@{record_id}", "name": name}


def en(text):
    return {"text": {"en": text}}


def topic(record_id):
    return [{"ref": f"@{record_id}"}]


def titled(title):
    return {"title": title, "is_working_title": False}


def funded_by_the_government(degree):
    return {"kind": "funded_by", "organization": named("kr", "Korean government"), "degree": {"en": degree}}


def stated(record, source, *facts):
    return [Fact(record, member, holds, source) for member, holds in facts]


def inferred(record, member, holds, source, field="", says=""):
    return Fact(record, member, holds, source, "inferred", field, says)


RELEASE_ORGANIZATIONS = [
    *stated("konect", "release",
        ("name", "Korea National Enterprise for Clinical Trials"), ("names", {"text": "KoNECT", "kind": "acronym"}),
        ("country", "KR"), ("kind", "foundation"), ("founded_on", "2014-04"), ("website", "www.kddf.org"),
        ("relations", {"kind": "founded_by", "organization": {"ref": "@mohw"}}),
        ("relations", funded_by_the_government("mainly")),
        ("relations", {"kind": "succeeds", "organization": {"ref": "@konect-2007"}}),
    ),
    Fact("konect", "founded_on", "2014-04", "release", says="Established in April 2014"),
    Fact("konect", "founded_on", "2014-04", "release", says="originally established in December 2007"),
    *stated("konect-2007", "release",
        ("name", "Korea National Enterprise for Clinical Trials"), ("qualifier", "1st KoNECT"),
        ("names", {"text": "KoNECT", "kind": "acronym"}), ("country", "KR"), ("founded_on", "2007-12"),
        ("relations", funded_by_the_government("solely")),
    ),
    inferred("konect-2007", "kind", "association", "release", says="nonprofit"),
    inferred("konect-2007", "dissolved_on", "2014-04", "release", says="follows from"),
    *stated("dia", "release",
        ("name", "Drug Information Association"), ("names", {"text": "DIA", "kind": "acronym"}),
        ("kind", "association"), ("founded_on", "1964"), ("website", "www.diahome.org"),
        ("locations", {"place": "Washington, DC", "country": "US", "role_as_written": "global center"}),
        ("locations", {"place": "Horsham, PA", "country": "US", "role": "regional_office"}),
        ("locations", {"place": "Basel", "country": "CH", "role": "regional_office"}),
        ("locations", {"place": "Tokyo", "country": "JP", "role": "regional_office"}),
        ("locations", {"place": "Mumbai", "country": "IN", "role": "regional_office"}),
        ("locations", {"place": "Beijing", "country": "CN", "role": "regional_office"}),
    ),
    inferred("dia", "country", "US", "release", says="global center"),
    *stated("mohw", "release", ("name", "Ministry of Health and Welfare"), ("kind", "ministry"), ("country", "KR")),
]  # fmt: skip

REPORT_ORGANIZATIONS = [
    *stated("mohw", "report", ("name", "Ministry of Health and Welfare"), ("kind", "ministry"),
        ("names", {"text": "MoHW", "kind": "acronym"}), ("country", "KR")),
    *stated("kdca", "report", ("name", "Korea Disease Control and Prevention Agency"), ("kind", "agency"),
        ("names", {"text": "KDCA", "kind": "acronym"}), ("country", "KR")),
    *stated("khidi", "report", ("name", "Korea Health Industry Development Institute"),
        ("names", {"text": "KHIDI", "kind": "acronym"}), ("country", "KR")),
    inferred("khidi", "kind", "agency", "report"),
    inferred("dhsc", "name", "Department of Health and Social Care", "report", says="UK Department of Health"),
    inferred("dhsc", "kind", "ministry", "report"),
    inferred("dhsc", "country", "GB", "report"),
    *stated("nihr", "report", ("name", "National Institute for Health and Care Research"), ("country", "GB")),
    Fact("nihr", "names", {"text": "NIHR", "kind": "acronym"}, "nihr"),
    inferred("nihr", "kind", "agency", "report"),
    *stated("kr", "report", ("names", {"text": "Korea"}), ("names", {"text": "South Korea"}),
        ("kind", "state"), ("country", "KR")),
    inferred("kr", "name", "Republic of Korea", "report", says="South Korea"),
    inferred("gb", "name", "United Kingdom", "report", says="UK"),
    *stated("gb", "report", ("names", {"text": "UK"}), ("kind", "state"), ("country", "GB")),
    *stated("arpa-h-kr", "report", ("name", "Korean ARPA-H"), ("country", "KR"),
        ("names", {"text": "Advanced Research Projects Agency for Health"})),
    inferred("arpa-h-kr", "kind", "programme", "report"),
    inferred("arpa-h-kr", "founded_on", "2024", "report", says="launched this year"),
    *stated("aria", "report", ("name", "Advanced Research and Invention Agency"), ("kind", "agency"),
        ("names", {"text": "ARIA", "kind": "acronym"}), ("country", "GB")),
]  # fmt: skip

PEOPLE = [
    *stated("chee", "release", ("name", "Deborah Chee"), ("names", {"text": "Dr. Deborah Chee"})),
    *stated("kunz", "release", ("name", "Barbara Lopez Kunz")),
    *stated("park", "report", ("name", "Park MinSoo")),
    *stated("wormald", "report", ("name", "Chris Wormald")),
    *stated("chappell", "report", ("name", "Lucy Chappell")),
]

MEMORANDUM_OF_2014 = [
    *stated("konect-dia", "release",
        ("form", "mou"),
        ("involvements", {"organization": {"ref": "@konect"}, "role": "party"}),
        ("involvements", {"organization": {"ref": "@dia"}, "role": "party"}),
        ("milestones", {"kind": "announced", "on": "2014-09-29", "places": [
            {"city": "Washington, DC", "country": "US"}, {"city": "Seoul", "country": "KR"}]}),
        ("milestones", {"kind": "signed", "places": []}),
        ("commitments", en("A cooperative relationship between the two organizations")),
        ("commitments", en("To explore offering training, education and the exchange of knowledge together")),
        ("commitments", en("Educational offerings in the classroom and on-line")),
        ("commitments", en("To advance innovations in the development of therapeutic products")),
        ("commitments", {"strength": "hoped", **en(
            "KoNECT, by its president: training of high quality that makes Korea's clinical trial professionals "
            "more competent, and in the end safe and effective products and therapies for patients")}),
        ("commitments", {"strength": "hoped", **en(
            "DIA, by its chief executive: a wider impact in Korea, a network of partners there, "
            "and safe and effective therapies for the Korean market and patients")}),
        *(("topics", topic(row)) for row in
            ("training", "education", "knowledge-exchange", "clinical-trials", "drug-development")),
    ),
    inferred("konect-dia", "milestones", {"kind": "signed", "on": "[..2014-09-29]"}, "release", "on", "nor who signed"),
    *stated("konect-dia-announcement", "release",
        ("on", "2014-09-29"),
        ("places", [{"city": "Washington, DC", "country": "US"}, {"city": "Seoul", "country": "KR"}]),
        ("agreements", {"role": "announced_at", "agreement": {"ref": "@konect-dia"}}),
        ("attendances", {"role": "spoke_for", "organization": {"ref": "@konect"},
            "person": {"ref": "@chee"}, "post": "KoNECT's President"}),
        ("attendances", {"role": "spoke_for", "organization": {"ref": "@dia"},
            "person": {"ref": "@kunz"}, "post": "DIA's Global Chief Executive"}),
    ),
]  # fmt: skip

KOREA_UK_AGREEMENTS = [
    *stated("kr-gb-mou", "report",
        ("form", "mou"),
        ("texts", titled("Memorandum of Understanding on Healthcare Cooperation")),
        ("involvements", {"organization": named("kr", "Korea"), "role": "party"}),
        ("involvements", {"organization": named("gb", "UK"), "role": "party"}),
        ("milestones", {"kind": "signed", "wording": "in August last year"}),
        ("occasion", {"en": "The 140th anniversary of diplomatic relations between the two countries"}),
        ("background", {"en": "A partnership of long standing in healthcare and medical research, "
            "with joint studies and exchanges of researchers"}),
        ("topics", topic("healthcare")),
    ),
    inferred("kr-gb-mou", "milestones", {"kind": "signed", "on": "2023-08"}, "report", "on", "the year follows"),
    *stated("kr-gb-dialogue", "report",
        ("nature", "dialogue"), ("texts", titled("Korea-UK Health Dialogue")),
        ("involvements", {"organization": {"ref": "@kr"}, "role": "party"}),
        ("involvements", {"organization": {"ref": "@gb"}, "role": "party"}),
        ("relations", {"kind": "based_on", "agreement": {"ref": "@kr-gb-mou"}}),
        ("milestones", {"kind": "announced", "by_body": {"ref": "@mohw"}}),
    ),
    *stated("kr-gb-smart-trials", "report",
        ("nature", "programme"),
        ("texts", titled("Korea-UK Smart Clinical Trials International Joint Research Partnership")),
        ("involvements", {"organization": {"ref": "@khidi"}}), ("involvements", {"organization": {"ref": "@konect"}}),
        ("involvements", {"organization": {"ref": "@nihr"}}),
        ("milestones", {"kind": "launched", "on": "[..2024-12-03]", "wording": "newly launched"}),
        ("topics", topic("clinical-trials")), ("topics", topic("research-and-development")),
    ),
    Fact("kr-gb-smart-trials", "milestones", {"kind": "launched"}, "nihr", field="on", says="2 December 2024"),
    *stated("kr-gb-smart-trials", "nihr",
        ("involvements", {"organization": {"ref": "@dhsc"}, "role": "funder"}),
        ("involvements", {"organization": {"ref": "@mohw"}, "role": "funder"}),
        ("involvements", {"organization": {"ref": "@nihr"}, "role": "delivery_partner"}),
        ("involvements", {"organization": {"ref": "@khidi"}, "role": "delivery_partner"}),
    ),
]  # fmt: skip

FIRST_DIALOGUE = [
    *stated("dialogue-1", "report",
        ("kind", "dialogue_session"), ("series", {"ref": "@kr-gb-dialogue"}), ("ordinal", 1),
        ("places", [{"city": "Seoul", "country": "KR"}]), ("date_wording", "recently"),
        ("agreements", {"role": "held_under", "agreement": {"ref": "@kr-gb-mou"}}),
        ("agreements", {"role": "discussed", "agreement": {"ref": "@kr-gb-smart-trials"}}),
        ("attendances", {"side": "KR", "role": "led", "person": named("park", "Park MinSoo"),
            "organization": {"ref": "@mohw"}, "post": "2nd Vice Minister of MoHW"}),
        ("attendances", {"side": "KR", "role": "delegate", "organization": {"ref": "@mohw"}}),
        ("attendances", {"side": "KR", "role": "delegate", "organization": {"ref": "@kdca"}}),
        ("attendances", {"side": "KR", "role": "delegate", "organization": {"ref": "@khidi"}}),
        ("attendances", {"side": "GB", "person": named("wormald", "Chris Wormald"),
            "organization": named("dhsc", "UK Department of Health"),
            "post": "Permanent Secretary at the UK Department of Health"}),
        ("attendances", {"side": "GB", "person": named("chappell", "Lucy Chappell"),
            "post": "Chief Scientific Adviser"}),
        *(("topics", topic(row)) for row in (
            "health-research", "health-security", "emerging-infectious-diseases", "climate-change", "one-health",
            "antimicrobial-resistance", "cardiovascular-disease", "smoking-cessation")),
        ("outcomes", {"strength": "reviewed",
            **en("Collaboration in healthcare R&D: what it has brought and how far it has come")}),
        ("outcomes", {"strength": "reaffirmed",
            **en("The commitment to make ongoing collaboration in healthcare R&D stronger")}),
        ("outcomes", {"strength": "hoped", **en("That the joint research projects succeed")}),
        ("outcomes", {"strength": "discussed", **en("Potential new initiatives")}),
        ("outcomes", {"strength": "explored", **en("Collaboration between Korean ARPA-H and the UK's ARIA"),
            "organizations": [{"ref": "@arpa-h-kr"}, {"ref": "@aria"}]}),
        ("outcomes", {"strength": "reviewed", "topics": [
            {"ref": f"@{row}"} for row in
            ("emerging-infectious-diseases", "climate-change", "one-health", "antimicrobial-resistance")]}),
        ("outcomes", {"strength": "agreed",
            **en("A stronger partnership in health security, by exchanges of experts and forums among other things")}),
        ("outcomes", {"strength": "shared", **en("Best practices on cardiovascular disease and on giving up smoking")}),
    ),
    inferred("dialogue-1", "on", "[..2024-12-03]", "report", says="recently"),
    inferred("dialogue-1", "on", "[..2024-12-03]", "nihr", says="2 December 2024"),
    inferred("dialogue-1", "texts", {"language": "en"}, "nihr", "title",
        "Joint Working Group meeting on Health Cooperation"),
    inferred("dialogue-1", "attendances", {"person": {"ref": "@wormald"}}, "report", "organization"),
    inferred("dialogue-1", "attendances", {"post": "Chief Scientific Adviser"}, "report", "organization"),
    Fact("dialogue-1", "attendances", {"side": "GB"}, "report", says="does not say who led"),
]  # fmt: skip

FACTS = [
    *RELEASE_ORGANIZATIONS, *REPORT_ORGANIZATIONS, *PEOPLE,
    *MEMORANDUM_OF_2014, *KOREA_UK_AGREEMENTS, *FIRST_DIALOGUE,
]  # fmt: skip

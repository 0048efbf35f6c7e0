"""Words by which names in English are told apart: of organizations, posts, months, and those that begin sentences."""

import re

from core.edtf.natural import MONTH_NUMBERS


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that make a name one of an organization
ORGANIZATION = _set(
    "university universities college school institute institutes institut institution hospital hospitals "
    "clinic ministry "
    "ministries department departments council agency foundation center centre centers centres authority commission "
    "association society office bank corporation corp inc ltd llc plc gmbh company group trust organisation "
    "organization "
    "administration network government service services committee federation union laboratory laboratories "
    "academy board "
    "consortium alliance bureau chamber secretariat parliament municipality directorate division faculty "
    "museum library "
    "universität universidad universidade université università hochschule polytechnic confederation league assembly "
    "cooperative enterprise enterprises industries holdings partners pharma pharmaceuticals therapeutics biotech "
    "biosciences technologies technology sciences healthcare airlines airways motors electronics telecom "
    "energy bioscience "
    "governorate labs systems solutions cabinet conference mission embassy delegation command navy army police court "
    "zone resolution "
    "england wales statistics coalition customs treasury archives archive observatory theatre orchestra registry guild "
    "fachhochschule universiteit universitet universitetet uniwersytet univerzita yliopisto üniversitesi universitāte "
    "universitat universitas institutet instituto escuela école ecole politecnico politécnica ministerio ministère "
    "ministero fundación fundação fondation fondazione stiftung prefecture provincial"
)
# Words that “and” joins within a name: Ministry of Health and Welfare
ABSTRACT = _set(
    "dental veterinary agricultural industrial commercial clinical oceanic atmospheric nutritional "
    "pharmacological health welfare family education research science sciences technology technologies innovation "
    "development reform trade "
    "industry industries commerce business economy economic economics finance labour labor employment work "
    "social culture "
    "cultural sport sports sport tourism media arts art heritage youth women children gender agriculture "
    "food fisheries "
    "forestry livestock rural irrigation environment environmental climate energy water resources mining "
    "mines petroleum "
    "transport infrastructure communications communication information digital broadcasting foreign external affairs "
    "commonwealth european integration international regional local home interior justice law defence "
    "defense security "
    "safety prevention control care medicine medical pharmaceutical drug drugs drug devices excellence "
    "standards quality "
    "evaluation assessment accreditation certification training skills planning investment investments "
    "promotion export "
    "exports import statistics aeronautics space aviation maritime oceans land housing urban unification "
    "patriots human "
    "competitiveness lands parks works insurance resilience wildlife "
    "public services administration management engineering political humanities infectious disease diseases control "
    "telecommunications ict startups smes higher vocational scientific technical community population "
    "nutrition tropical "
    "peace studies developmental strategic political fishing pelagic "
    "hygiene surgery surgeons physicians nursing dentistry pharmacy biotechnology biology bioscience chemistry physics"
)
# Words before a field of a ministry that “and” joins to another: Ministry of Blue and Green Economy
BEFORE_FIELD = _set(
    "blue green marine national natural civil public rural higher aquatic cooperative creative"
)
_POST = (
    "subsecretary agent attorney comptroller inspector colonel admiral president chair chairman chairwoman "
    "chairperson ceo cfo coo cto cmo minister secretary ambassador "
    "commissioner rector "
    "chancellor vice-chancellor provost dean governor mayor director director-general head manager "
    "representative officer "
    "adviser advisor premier pm principal envoy consul registrar treasurer superintendent administrator spokesperson "
    "spokesman spokeswoman chief counsellor counselor vice-president vice-chair vice-rector vice-minister "
    "secretary-general co-chair co-founder founder member rep chairpersons undersecretary under-secretary professor"
)
POST = _set(_POST)
POSTS = frozenset(word + ("es" if word.endswith("s") else "s") for word in POST) | {"secretaries", "chiefs"}
# Words before a post that belong to it
POST_MODIFIER = _set(
    "cabinet state vice deputy prime foreign acting permanent first second 1st 2nd associate assistant "
    "executive senior "
    "general managing "
    "chief global country regional honorary interim high union federal state parliamentary founding medical "
    "scientific "
    "academic research operating financial technical designate former then health culture education finance "
    "trade science "
    "defence defense interior environment energy agriculture welfare labour labor transport justice justice new under "
    "minister joint economic national external home clinical commercial technology information digital "
    "legal marketing "
    "operations operation business development administrative board pro-vice lieutenant district crown"
)
# Words after a post that belong to it
POST_TAIL = _set(
    "general designate officer executive elect emeritus adviser advisor secretary minister president manager"
)
HONORIFIC = _set(
    "counterpart asst asst. assoc assoc. assistant associate "
    "dr dr. prof prof. professor mr mr. ms ms. mrs mrs. sir dame eng eng. lord baroness h.e. "
    "he. hon hon. honorable "
    "honourable his her excellency rev. shri smt smt."
)
# Words with a capital at the beginning of a sentence or of a heading that begin no name
NOT_NAMES = _set(
    "the a an in on at by of for from to with within without under over after before during since until "
    "when while where "
    "what which who whose this that these those it its they their he she his her we our you your i both "
    "each all every "
    "other another others some many several two three four five six seven eight nine ten eleven twelve "
    "first second third "
    "also however moreover meanwhile later earlier today yesterday and or but not no yes as if because between among "
    "signed described contents content areas area fields field means covers including only see there here "
    "such according "
    "following joint done effective published page article one most more about article title parties party "
    "each either "
    "once through joining announced agreements agreement agreed memorandum memoranda mou mous moa moas centrepiece "
    "minister ministers under such another old now then thus attending speaking expressions detailed amendments "
    "according concluded launched both representatives rectors presidents officials he mr ms dr next discussions "
    "established founded set based signing photo source note notes university universities"
)
MONTHS = frozenset(name for name in MONTH_NUMBERS if len(name) > 2)
WEEKDAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
NATIONALITY_LIKE = re.compile(
    r"(?:ese|ish|ian|ean|can|ench|erman|utch|iss|reek|aeli|stani|ndonesian|hai|elsh)$"
)
# Capitals that are abbreviations of things and not of organizations
NOT_ORGANIZATIONS = _set(
    "MOU MOUS MoU MoUs MOUs MOA MoA LOI LoI NDA AI ICT IT R&D AMR COVID COVID-19 HIV AIDS TB GMT PHD PhD "
    "PhDs MSc BSc MBA "
    "CEO COO CFO CTO CAR-T DNA RNA mRNA NCD NCDs SME SMEs HVDC LNG GDP USD GBP EUR KRW MYR JPY CNY AUD CAD "
    "CHF INR FTA ODA "
    "HRD STEM TV PR FAQ PDF URL HTML ID OK PM UHC AED BRL ESG SDG SDGs IP Q1 Q2 Q3 Q4 II III IV D.C DC U.S "
    "USA MRI CT ICU "
    "HOPE PPP G7 G20 BHP COP 5G 6G IoT GMP GCP CDMO CRO MICE K-POP K-Food VR AR XR EV"
)
# Verbs of concluding
SIGNING = re.compile(r"\b(?:sign(?:ed|s|ing)?|exchanged|inks|conclud(?:ed|es)|inked|executed|entered into)\b")

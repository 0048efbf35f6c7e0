"""The acts by which the facts of the two seed texts are recorded, in the order in which a person would."""

from organizations.models import Organization
from people.models import Person
from sources.models import SourceText

RELEASE = "Korea National Enterprise for Clinical Trials (KoNECT) and DIA sign a Memorandum of Understanding"
REPORT = "Korea holds Health Dialogue with UK to strengthen cooperation"
KONECT = "Korea National Enterprise for Clinical Trials"
FIRST = f"{KONECT} (1st KoNECT, KR)"
ORGANIZATION, PERSON = "/admin/organizations/organization/", "/admin/people/person/"
AGREEMENT, ACTIVITY = "/admin/agreements/agreement/", "/admin/activities/activity/"


def paste(screen, text, title, day, kind, ticks):
    """Paste a text, say what its source is, tick what is right besides the sure ones, and go on to the forms."""
    page = screen.page
    page.goto(f"{screen.base}/admin/from-text/")
    page.fill("#id_text", text)
    page.locator(".submit-row input[type=submit]").click()
    page.wait_for_url("**/suggestions/**")
    page.locator("[name$=title]").first.fill(title)
    page.locator("[name$=published_on]").first.fill(day)
    page.locator("[name$=kind]").first.select_option(kind)
    for wanted, words in ticks:
        box = page.get_by_role("checkbox", name=words).first
        (box.check if wanted else box.uncheck)()
    page.locator("button[name=agreement]").last.click()
    page.wait_for_url("**/add/**")
    page.wait_for_load_state("networkidle")
    screen.source = SourceText.objects.latest("pk").pk


def organization(screen, key, name="", country="", kind="", title=RELEASE, of=None, **words):
    """Open the form of an organization beside the text: a new one by its name in the text, or one recorded before."""
    if of is not None:
        screen.open(key, f"{ORGANIZATION}{of}/change/?texts={screen.source}")
        return
    screen.open(key, f"{ORGANIZATION}add/?texts={screen.source}")
    screen.words("name", name, ("name", name), **words)
    screen.type("kind", kind.replace("association or other nonprofit", "association"), ("kind", kind))
    screen.type("country", country, ("country", country))
    if not screen.page.locator("[name=quoted]").input_value():
        screen.cite(0, title)


def acronym(screen, text, row=0, **options):
    screen.words(f"names-{row}-text", text, ("acronym", text), **options)
    screen.type(f"names-{row}-kind", "acronym")


def other_name(screen, text, row, **options):
    screen.words(f"names-{row}-text", text, ("other name", text), **options)
    screen.type(f"names-{row}-kind", "alias")


def inferred(screen, title, name, value, member):
    """A save of its own for what follows from a source without being said: its citation says so."""
    screen.save()
    number = screen.page.locator(".inline-related[id^=citations-]:not(.empty-form)").count()
    if name:
        screen.type(name, value)
    screen.cite(number, title, "inferred", says="It follows from what the source says.")
    screen.ways[(screen.record, "inferred", member)] = "typing or choosing"
    screen.save()


def person(screen, key, name, printed=""):
    """Somebody who was added with another form: the words of the text stand for the name here, too."""
    screen.open(key, f"{PERSON}{Person.objects.get(name=name).pk}/change/?texts={screen.source}")
    screen.words("name", name)
    if printed:
        screen.words("names-0-text", printed, ("other name", printed))
    screen.save()


def record_release(screen, text):
    paste(screen, text, RELEASE, "2014-09-29", "press_release", [(True, "announced – 29 September 2014")])
    memorandum_of_2014(screen)
    announcement(screen)
    organizations_of_release(screen)


def keep(screen, name):
    screen.saved = {
        **getattr(screen, "saved", {}),
        name: screen.page.url.split("/change/")[0].rsplit("/", 1)[1],
    }


def memorandum_of_2014(screen):
    screen.record = "konect-dia"
    screen.suggested("form", "mou", ("form", "memorandum of understanding"), ("nature", "instrument"))
    screen.suggested("involvements-0-organization", KONECT, ("party", "konect"))
    screen.suggested("involvements-1-organization", "Drug Information Association", ("party", "dia"))
    screen.suggested("milestones-0-kind", "signed")
    screen.suggested("milestones-0-on", "[..2014-09-29]", ("date", "signed"), ("inferred", "milestones/"))
    screen.suggested("milestones-1-kind", "announced")
    screen.suggested("milestones-1-on", "2014-09-29", ("date", "announced"))
    screen.type("milestones-1-places", "Washington, DC (US)\nSeoul (KR)",
        ("place", "announced Washington, DC (US)"), ("place", "announced Seoul (KR)"))  # fmt: skip
    for topic in ("training", "education", "knowledge exchange"):
        screen.ways[("konect-dia", "topic", topic)] = "suggestion"
    for topic in ("clinical trials", "drug development"):
        screen.type("topics", topic, ("topic", topic))
    aims = [
        ("establish a cooperative relationship", "a cooperative relationship"),
        ("explore collaboration in development of training, education and knowledge exchange opportunities",
         "explore joint training, education and knowledge exchange"),
        ("delivering educational offerings through classroom and on-line training courses",
         "educational offerings in classroom and on-line"),
        ("further develop and advance innovations in therapeutic product development",
         "advance innovations in therapeutic product development"),
    ]  # fmt: skip
    for row, (words, aim) in enumerate(aims):
        screen.words(f"commitments-{row}-text_en", words, ("aim", aim))
        screen.type(f"commitments-{row}-kind", "aim")
    hopes = [
        "high-quality training for Korean clinical trial professionals, advancing their competency; "
        "safe and effective products and therapies for patients",
        "a wider impact in Korea, a network of partners, "
        "safe and effective therapies for the Korean market and patients",
    ]
    for row, hope in enumerate(hopes, start=len(aims)):
        screen.type(f"commitments-{row}-text_en", hope, ("hope", hope))
        screen.type(f"commitments-{row}-kind", "aim")
        screen.type(f"commitments-{row}-strength", "hoped")
    screen.save()
    keep(screen, "konect-dia")


def announcement(screen):
    """The next form of the same text: what was said, by whom."""
    screen.follows_to("konect-dia-announcement")
    screen.type("texts-0-title", "KoNECT and DIA announce their Memorandum of Understanding")
    screen.type("kind", "announcement", ("kind", "announcement"))
    screen.words("on", "September 29, 2014", ("date", "2014-09-29"), gives="2014-09-29")
    screen.type("agreement_links-0-role", "announced_at")
    screen.type("agreement_links-0-agreement", "Korea National", ("agreement", "konect-dia"))
    for row, (key, name, post, whose) in enumerate([
        ("chee", "Deborah Chee", "KoNECT’s President", KONECT),
        ("kunz", "Barbara Lopez Kunz", "DIA’s Global Chief Executive", "Drug Information Association"),
    ]):  # fmt: skip
        screen.suggested(f"attendances-{row}-name_as_written", name, ("attendance", key))
        screen.suggested(f"attendances-{row}-organization", whose, ("attends for", key))
        screen.words(f"attendances-{row}-post_as_written", post, ("post", post.replace("’", "'")))
        screen.type(f"attendances-{row}-person", name)
        screen.ways[(key, "name", name)] = "typing or choosing"
    screen.save()
    keep(screen, "announcement")


def organizations_of_release(screen):
    organization(screen, "kr", "Korean government", "KR", "state")
    screen.type("name", "Republic of Korea", ("name", "Republic of Korea"))
    screen.save()
    organization(screen, "mohw", "Ministry of Health and Welfare", "KR", "ministry")
    screen.save()
    organization(screen, "konect-2007", KONECT, "KR", "association or other nonprofit")
    screen.words("qualifier", "1st KoNECT", ("qualifier", "1st KoNECT"))
    acronym(screen, "KoNECT")
    screen.words("founded_on", "December 2007", ("founded", "2007-12"), gives="2007-12")
    screen.type("relations-0-kind", "funded_by")
    screen.type("relations-0-other", "Republic of Korea")
    screen.type("relations-0-name_as_written", "Korean government", ("funded_by", "Korean government"))
    screen.words("relations-0-degree_en", "solely")
    screen.save()
    inferred(screen, RELEASE, "dissolved_on", "2014-04", "dissolved_on")
    screen.ways[("konect-2007", "dissolved", "2014-04")] = "typing or choosing"
    konect(screen)
    dia(screen)
    person(screen, "kunz", "Barbara Lopez Kunz")
    person(screen, "chee", "Deborah Chee", "Dr. Deborah Chee")


def konect(screen):
    own = Organization.objects.filter(name=KONECT, qualifier="").first()
    organization(screen, "konect", of=own.pk)
    screen.suggested("name", KONECT, ("name", KONECT))
    screen.suggested("country", "KR", ("country", "KR"))
    screen.type("kind", "foundation", ("kind", "foundation"))
    screen.suggested("names-0-text", "KoNECT", ("acronym", "KoNECT"))
    screen.type("names-0-kind", "acronym")
    screen.words("founded_on", "April, 2014", ("founded", "2014-04"), gives="2014-04")
    screen.words("website", "www.kddf.org", ("website_as_printed", "www.kddf.org"))
    purposes = [
        "develop Korea's clinical trial infrastructure and capability",
        "make Korea a global clinical trial hub and preferred partner for drug development",
        "earlier access of patients to innovative treatments",
    ]
    screen.type("purpose_en", "; ".join(purposes), *(("purpose", each) for each in purposes))
    for row, (kind, other, printed, value) in enumerate([
        ("founded_by", "Ministry of Health and Welfare", "Korean Ministry of Health and Welfare", "mohw"),
        ("funded_by", "Republic of Korea", "Korean government", "Korean government"),
        ("succeeds", FIRST, "1st KoNECT", "konect-2007"),
    ]):  # fmt: skip
        screen.type(f"relations-{row}-kind", kind)
        screen.type(f"relations-{row}-other", other, (kind, value))
        screen.words(f"relations-{row}-name_as_written", printed)
    screen.words("relations-1-degree_en", "mainly")
    screen.save()
    number = screen.page.locator(".inline-related[id^=citations-]:not(.empty-form)").count()
    reading = (
        "Both that KoNECT was established in April 2014 as the continuation of a first KoNECT of December 2007, and "
        "that KoNECT was originally established in December 2007 and transformed into a foundation in April 2014"
    )
    screen.cite(number, RELEASE, says=reading)
    screen.ways[("konect", "both readings", "")] = "typing or choosing"
    screen.save()


def dia(screen):
    own = Organization.objects.get(name="Drug Information Association")
    organization(screen, "dia", of=own.pk)
    screen.suggested("name", own.name, ("name", own.name))
    screen.suggested("kind", "association", ("kind", "association"))
    screen.suggested("names-0-text", "DIA", ("acronym", "DIA"))
    screen.type("names-0-kind", "acronym")
    screen.words("founded_on", "1964", ("founded", "1964"))
    screen.words("website", "www.diahome.org", ("website_as_printed", "www.diahome.org"))
    purposes = [
        "neutral forum for communication and collaboration in drug development",
        "world's largest professional association in its area, by its own account",
    ]
    screen.type("purpose_en", "; ".join(purposes), *(("purpose", each) for each in purposes))
    for row, (place, country, role, printed) in enumerate([
        ("Washington, DC", "US", "global center", ""), ("Horsham, PA", "US", "regional office, the Americas", ""),
        ("Basel", "CH", "regional office, Europe, Africa and the Middle East", "Basel"),
        ("Tokyo", "JP", "regional office, Asia", "Tokyo"), ("Mumbai", "IN", "regional office, Asia", "Mumbai"),
        ("Beijing", "CN", "regional office, Asia", "Beijing"),
    ]):  # fmt: skip
        put = screen.words if printed else screen.type
        put(f"locations-{row}-place", place, ("location", place))
        screen.type(f"locations-{row}-country", country)
        screen.type(f"locations-{row}-role_as_written", role, ("location's role", place))
    inferred(screen, RELEASE, "country", "US", "country")
    screen.ways[("dia", "country", "US")] = "typing or choosing"

"""The acts by which the facts of the second seed text are recorded: a report on a dialogue of two countries."""

from organizations.models import Organization
from tests.intake.seed_recording import (
    ACTIVITY,
    AGREEMENT,
    KONECT,
    REPORT,
    acronym,
    inferred,
    keep,
    organization,
    other_name,
    paste,
    person,
)

PARTNERSHIP = "Korea-UK Smart Clinical Trials International Joint Research Partnership"
NIHR = "National Institute for Health and Care Research"
MOHW, KHIDI = "Ministry of Health and Welfare", "Korea Health Industry Development Institute"
KDCA, DHSC = "Korea Disease Control and Prevention Agency", "Department of Health and Social Care"
SUGGESTED, TYPED = "suggestion", "typing or choosing"
# Sure ones that are wrong here, topics of the dialogue and not of the memorandum; and right ones that are not sure
TICKS = [
    *((False, topic) for topic in ("research and development", "health security", "emerging infectious",
        "public health", "healthcare R&D")),
    *((True, words) for words in ("Korea", "UK", "Seoul", "Chris Wormald", "Lucy Chappell", "new initiatives",
        "smoking cessation", "collaboration with the UK")),
]  # fmt: skip
TOPICS = [
    "healthcare R&D", "health security", "emerging infectious diseases", "climate change", "One Health",
    "antimicrobial resistance", "cardiovascular disease", "smoking cessation",
]  # fmt: skip
OUTCOMES = [  # as facts.json has them, with words by which the suggestion is known
    ("collaboration in healthcare R&D, its outcomes and progress", "reviewed", "the outcomes of their"),
    ("commitment to strengthen ongoing healthcare R&D collaboration", "reaffirmed", ""),
    ("successful joint research projects", "hoped", "the successful"),
    ("potential new initiatives", "discussed", "potential new"),
    ("collaboration between Korean ARPA-H and the UK's ARIA", "explored", ""),
    ("joint achievements in responding to public health crises (emerging infectious diseases, climate change, One "
     "Health, antimicrobial resistance)", "reviewed", "their collaborative"),
    ("stronger partnership in health security, by expert exchanges and forums among other things", "agreed", ""),
    ("best practices on cardiovascular disease and smoking cessation", "shared", "best practices related"),
]  # fmt: skip


def record_report(screen, text):
    paste(screen, text, REPORT, "2024-12-03", "news", TICKS)
    memorandum_of_2023(screen)
    first_dialogue(screen)
    organizations_of_report(screen)
    dialogue(screen)
    partnership(screen)
    complete_dialogue(screen)
    for key, name in (("park", "Park MinSoo"), ("wormald", "Chris Wormald"), ("chappell", "Lucy Chappell")):
        person(screen, key, name)


def publish_all(screen):
    """Records of the agreements, with what they name, then what was edited since."""
    for name in ("konect-dia", "kr-gb-mou", "dialogue", "partnership"):
        screen.publish(f"{AGREEMENT}{screen.saved[name]}/")
    for name in ("announcement", "dialogue-1"):
        screen.publish(f"{ACTIVITY}{screen.saved[name]}/")


def memorandum_of_2023(screen):
    screen.record = "kr-gb-mou"
    screen.suggested("form", "mou", ("form", "memorandum of understanding"), ("nature", "instrument"))
    title = "Memorandum of Understanding on Healthcare Cooperation"
    screen.suggested("texts-0-title", title, ("title", title))
    for row, (key, name, printed) in enumerate(
        [("kr", "Republic of Korea", "Korea"), ("gb", "United Kingdom", "UK")]
    ):
        if row:
            screen.suggested(f"involvements-{row}-name_as_written", printed, ("party", key))
            screen.type(f"involvements-{row}-organization", name)
        else:
            screen.suggested(f"involvements-{row}-organization", name, ("party", key))
    screen.suggested("milestones-0-on", "2023-08", ("date", "signed"), ("inferred", "milestones/"))
    screen.words("milestones-0-wording", "in August last year", ("wording", "in August last year"))
    screen.type("topics", "healthcare", ("topic", "healthcare"))
    occasion = "the 140th anniversary of their diplomatic relations"
    screen.words("occasion_en", occasion, ("occasion", occasion))
    background = (
        "long-standing partnership in healthcare and medical research, "
        "encompassing joint studies and researcher exchanges"
    )
    fact = "a long-standing partnership in healthcare and medical research, with joint studies and researcher exchanges"
    screen.words("background_en", background, ("background", fact))
    screen.save()
    keep(screen, "kr-gb-mou")


def first_dialogue(screen):
    screen.follows_to("dialogue-1")
    screen.type("kind", "dialogue_session", ("kind", "dialogue session"))
    screen.type("texts-0-title", "First Korea-UK Health Dialogue")
    screen.type("on", "[..2024-12-03]", ("date", "[..2024-12-03]"))
    screen.words("date_wording", "recently", ("wording", "recently"))
    screen.suggested("places", "Seoul (KR)", ("place", "Seoul (KR)"))
    for topic in TOPICS:
        screen.type("topics", topic, ("topic", topic))
    screen.save()
    keep(screen, "dialogue-1")


def organizations_of_report(screen):
    gb = Organization.objects.get(name="United Kingdom")
    organization(screen, "gb", of=gb.pk)
    screen.suggested("country", "GB", ("country", "GB"))
    screen.suggested("kind", "state", ("kind", "state"), ("name", "United Kingdom"))
    other_name(screen, "UK", 0)
    screen.save()
    organization(screen, "kr", of=Organization.objects.get(name="Republic of Korea").pk)
    other_name(screen, "Korea", 0)
    other_name(screen, "South Korea", 1)
    screen.save()
    organization(screen, "mohw", of=Organization.objects.get(name=MOHW).pk)
    acronym(screen, "MoHW")
    screen.save()
    for key, name, short, country, kind in [
        ("kdca", KDCA, "KDCA", "KR", "agency"), ("khidi", KHIDI, "KHIDI", "KR", "agency"),
        ("aria", "Advanced Research and Invention Agency", "ARIA", "GB", "agency"),
        ("nihr", NIHR, "", "GB", "agency"),
    ]:  # fmt: skip
        organization(screen, key, name, country, kind, REPORT)
        if short:
            acronym(screen, short)
        else:
            screen.type("names-0-text", "NIHR", ("acronym", "NIHR"))
            screen.type("names-0-kind", "acronym")
        screen.save()
    organization(screen, "arpa-h-kr", "Korean ARPA-H", "KR", "programme", REPORT)
    other_name(screen, "Advanced Research Projects Agency for Health", 0)
    screen.type("founded_on", "2024", ("founded", "2024"))
    purpose = "innovative, challenging R&D on critical health issues"
    screen.type("purpose_en", purpose, ("purpose", purpose))
    screen.save()
    organization(screen, "dhsc", "UK Department of Health", "GB", "ministry", REPORT)
    other_name(screen, "UK Department of Health", 0)
    inferred(screen, REPORT, "name", DHSC, "name")
    screen.ways[("dhsc", "name", DHSC)] = TYPED


def dialogue(screen):
    screen.open("kr-gb-dialogue", f"{AGREEMENT}add/?texts={screen.source}")
    screen.type("nature", "dialogue", ("nature", "dialogue"))
    screen.words("texts-0-title", "Korea-UK Health Dialogue", ("title", "Korea-UK Health Dialogue"))
    screen.type("involvements-0-organization", "Republic of Korea", ("party", "kr"))
    screen.type("involvements-1-organization", "United Kingdom", ("party", "gb"))
    screen.type("relations-0-kind", "based_on")
    screen.type("relations-0-older", "Healthcare Cooperation", ("relation", "kr-gb-mou"))
    screen.save()
    keep(screen, "dialogue")


def partnership(screen):
    screen.open("kr-gb-smart-trials", f"{AGREEMENT}add/?texts={screen.source}")
    screen.type("nature", "programme", ("nature", "programme"))
    screen.words("texts-0-title", PARTNERSHIP, ("title", PARTNERSHIP))
    for row, (key, name) in enumerate([("khidi", KHIDI), ("konect", KONECT), ("nihr", NIHR)]):
        if key == "konect":
            screen.type(f"involvements-{row}-organization", f"{KONECT} (KR)", ("party", key))
        else:
            country = "KR" if key == "khidi" else "GB"
            screen.words(
                f"involvements-{row}-organization", name, ("party", key), gives=f"{name} ({country})"
            )
        screen.type(
            f"involvements-{row}-role", "implementing_body" if key == "konect" else "delivery_partner"
        )
    screen.type("milestones-0-kind", "launched")
    screen.type("milestones-0-on", "[..2024-12-03]", ("date", "launched"))
    screen.words("milestones-0-wording", "newly launched", ("wording", "newly launched"))
    for topic in ("clinical trials", "research and development"):
        screen.type("topics", topic, ("topic", topic))
    screen.save()
    keep(screen, "partnership")


def complete_dialogue(screen):
    screen.open("dialogue-1", f"{ACTIVITY}{screen.saved['dialogue-1']}/change/?texts={screen.source}")
    screen.type("series", "Korea-UK Health Dialogue", ("series", "kr-gb-dialogue"))
    screen.type("ordinal", "1", ("ordinal", "1"))
    links = screen.page.locator("[name^=agreement_links-][name$=-role]:not([name*=__prefix__])").count()
    for row, (role, title, key) in enumerate(
        [
            ("held_under", "Healthcare Cooperation", "kr-gb-mou"),
            ("discussed", "Smart Clinical", "kr-gb-smart-trials"),
        ],
        start=links,
    ):
        screen.type(f"agreement_links-{row}-role", role)
        screen.type(f"agreement_links-{row}-agreement", title, ("agreement", key))
    attendances(screen)
    outcomes(screen)
    screen.save()
    inferred_organization(screen)


def attendances(screen):
    present = [
        ("park", "Park MinSoo", "KR", MOHW, "2nd Vice Minister of MoHW"),
        ("wormald", "Chris Wormald", "GB", DHSC, "Permanent Secretary at the UK Department of Health"),
        ("chappell", "Lucy Chappell", "GB", "", "Chief Scientific Adviser"),
    ]
    for row, (key, name, side, whose, post) in enumerate(present):
        screen.suggested(f"attendances-{row}-name_as_written", name, ("attendance", key))
        screen.type(f"attendances-{row}-side", side)
        screen.type(f"attendances-{row}-person", name)
        screen.ways[(key, "name", name)] = SUGGESTED
        if key == "chappell":
            screen.suggested(f"attendances-{row}-post_as_written", post, ("post", post))
        else:
            screen.words(f"attendances-{row}-post_as_written", post, ("post", post))
            screen.type(f"attendances-{row}-organization", whose, ("attends for", key))
    for row, (key, name, side) in enumerate(
        [("mohw", MOHW, "KR"), ("kdca", KDCA, "KR"), ("khidi", KHIDI, "KR"), ("dhsc", DHSC, "GB")],
        start=len(present),
    ):
        field, fact = f"attendances-{row}-organization", ("delegation", key)
        if key == "dhsc":
            screen.type(field, name, fact)
        else:
            screen.words(field, name, fact, gives=f"{name} ({side})")
        screen.type(f"attendances-{row}-side", side)
        screen.type(f"attendances-{row}-role", "delegate")


def outcomes(screen):
    """Suggested ones are known by their words; what is missing is put in from the text."""
    rows = screen.page.locator("[name^=outcomes-][name$=-text_en]:not([name*=__prefix__])")
    held = [row.input_value() for row in rows.all()]
    for what, strength, known_by in OUTCOMES:
        number = next((n for n, text in enumerate(held) if known_by and text.startswith(known_by)), None)
        if number is not None:
            screen.suggested(f"outcomes-{number}-strength", strength, ("outcome", what))
        elif strength == "agreed":
            number = rows.count()
            screen.words(f"outcomes-{number}-text_en",
                "bolster partnerships in health security, including by facilitating expert exchanges "
                "and hosting forums",
                ("outcome", what))  # fmt: skip
            screen.type(f"outcomes-{number}-strength", strength)
        else:
            number = rows.count()
            screen.type(f"outcomes-{number}-text_en", what, ("outcome", what))
            screen.type(f"outcomes-{number}-strength", strength)
        if strength == "explored":
            for name in ("Korean ARPA-H", "Advanced Research and Invention Agency"):
                screen.type(f"outcomes-{number}-organizations", name)


def inferred_organization(screen):
    """The adviser is of the organization named before: an inference."""
    inferred(screen, REPORT, "attendances-2-organization", DHSC, "attendances/")
    screen.ways[("dialogue-1", "attends for", "chappell")] = TYPED

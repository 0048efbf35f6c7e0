"""Edits of what an agreement is: titles, summaries, coded values, topics; and of cells that change nothing."""

from agreements.choices import Bindingness, Form
from tests.spreadsheets.edits.cells import edit

# Texts


def _text(record: dict, language: str) -> dict:
    texts = record.setdefault("texts", [])
    for text in texts:
        if text["language"] == language:
            return text
    texts.append({"language": language})
    return texts[-1]


@edit("title_en")
def title_corrected(desk, row):
    if not row.cells["title_en"]:
        return None
    row.cells["title_en"] = desk.fresh("Memorandum; as corrected")
    text = _text(row.record, "en")
    text["title"] = row.cells["title_en"]
    text.pop("is_working_title", None)
    return "title_en"


@edit("title_ko")
def title_in_a_second_language(desk, row):
    title = row.cells["title_ko"] = f"{desk.fresh('협정')} 양해각서"
    text = _text(row.record, "ko")
    text["title"] = title
    text.pop("is_working_title", None)
    return "title_ko"


@edit("title_en")
def title_broken_by_alt_enter(desk, row):
    if " " not in row.cells["title_en"]:
        return None
    row.cells["title_en"] = row.cells["title_en"].replace(" ", "\n", 1)
    return "title_en"


@edit("title")
def title_in_another_language(desk, row):
    others = [text for text in row.record.get("texts", []) if text["language"] not in ("en", "ko")]
    if not others or any("title" not in text for text in others):
        return None
    lines = row.cells["title"].split("\n")
    lines[0] = f"{others[0]['language']}: {desk.fresh('Accord')}"
    row.cells["title"] = "\n".join(lines)
    others[0]["title"] = lines[0].partition(": ")[2]
    others[0].pop("is_working_title", None)
    return "title"


@edit("summary_en")
def summary_of_two_paragraphs(desk, row):
    if not row.cells["title_en"]:
        return None
    row.cells["summary_en"] = f"{desk.fresh('is agreed')}.\nAnd more: = 1 + 1."
    _text(row.record, "en")["summary"] = row.cells["summary_en"]
    return "summary_en"


# Coded values


@edit("form")
def type_changed(desk, row):
    if row.record["nature"] != "instrument":
        return None
    codes = [code for code in Form.values if code != row.record.get("form")]
    row.record["form"] = desk.random.choice(codes)
    row.cells["form"] = desk.label(Form, row.record["form"])
    return "form"


@edit("form_as_written")
def type_as_written_changed(desk, row):
    row.record["form_as_written"] = row.cells["form_as_written"] = desk.fresh("Covenant")
    return "form_as_written"


@edit("bindingness")
def bindingness_changed(desk, row):
    row.record["bindingness"] = desk.random.choice(Bindingness.values)
    row.cells["bindingness"] = desk.label(Bindingness, row.record["bindingness"]).upper()
    return "bindingness"


# Topics


@edit("topics")
def topic_removed(desk, row):
    lines = row.lines("topics")
    if len(lines) < 2:
        return None
    gone = desk.topics[lines.pop(desk.random.randrange(len(lines)))]
    row.write("topics", lines)
    row.record["topics"] = [topic for topic in row.record["topics"] if topic != gone]
    return "topics"


@edit("topics")
def topic_replaced_or_added(desk, row):
    lines, own = row.lines("topics"), row.record.get("topics", [])
    names = [name for name, topic in desk.topics.items() if topic not in own]
    name = desk.random.choice(names)
    if lines and desk.random.random() < 0.5:
        place = desk.random.randrange(len(lines))
        own = [topic for topic in own if topic != desk.topics[lines[place]]]
        lines[place] = name
    else:
        lines.append(name)
    row.write("topics", lines)
    row.record["topics"] = sorted([*own, desk.topics[name]])
    return "topics"


@edit("topics")
def topics_in_another_order(desk, row):
    lines = row.lines("topics")
    if len(lines) < 2:
        return None
    row.write("topics", lines[::-1])
    return "topics"


# Edits that change nothing, or are refused


@edit("reference")
def public_reference_changed(desk, row):
    row.cells["reference"] = f"A{desk.random.randint(900, 999)}"
    row.is_refused = True
    return "reference"


@edit("summary_ko")
def cell_emptied(desk, row):
    if not row.cells["summary_ko"]:
        return None
    row.cells["summary_ko"] = ""
    return "summary_ko"


@edit("nature")
def blanks_round_a_text(desk, row):
    row.cells["nature"] = f"  {row.cells['nature']} \n" if row.cells["nature"] else " "
    return "nature"


@edit("form_as_written")
def cell_dragged_down(desk, row):
    place = next(place for place, other in enumerate(desk.rows) if other is row)
    above = desk.rows[place - 1] if place else row
    text = above.cells["form_as_written"]
    if above is row or above.is_refused or not text:
        return None
    row.cells["form_as_written"] = row.record["form_as_written"] = text
    return "form_as_written"


@edit("added column")
def remark_in_an_added_column(_desk, row):
    row.remark = "yes; twice"
    return "added column"

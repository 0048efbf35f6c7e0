"""Pictures with every piece that they can have."""

from agreements.statistics.charts import Chart
from agreements.statistics.picture_file import PictureFile
from agreements.statistics.shapes import Row

COUNTS = {"instrument": 2, "programme": 1, "dialogue": 0}
NAMED_DAY = {"edtf": "2020-05-06"}
LABELS = [
    {"x": "71%", "y": 72, "anchor": "start", "words": "first word"},
    {"x": "73%", "y": 74, "anchor": "end", "words": "second word"},
]
LANE = {
    "ref": "A2", "title": "Related agreement", "address": "/agreements/A2", "language": "mt", "status_tag": "in force",
    "life": [
        {"state": "in force", "certainty": "known", "start": NAMED_DAY, "last_day": NAMED_DAY},
        {"state": "suspended", "certainty": "known", "tone": "paused"},
        {"state": "in force", "certainty": "presumed", "is_last": True, "tone": "holds"},
        {"state": "ended", "certainty": "known", "is_last": True, "tone": "ended"},
    ],
    "acts": [{"words": "signed", "on": "2020-05-06"}, {"words": "renewed", "on": "2021-05"}],
    "relations": [{"words": "amends", "older": "A1"}, {"words": "extends", "older": "A3"}],
}  # fmt: skip
LAYOUT = {
    "top": 11, "height": 13, "title_y": 17, "middle": 19,
    "titles": {"narrow": "Related…", "wide": "Related agreement"}, "notes": {"narrow": "in f…", "wide": "in force"},
    "bars": [
        {"look": "holds", "is_open": True, "age": "aged", "fill": "aged", "x": "21%", "width": "22%", "y": 23,
         "height": 29, "words": "in force from 2020"},
        {"look": "holds", "x": "31%", "width": "32%", "y": 33, "height": 34},
        {"look": "ended", "is_open": True, "x": "41%", "end": "42%", "middle": 43, "words": "ended in 2021"},
        {"look": "unknown", "x": "44%", "end": "45%", "middle": 46},
    ],
    "marks": [
        {"start": "51%", "end": "52%", "words": "signed", "on": "2020-05-06", "is_bounded": True},
        {"start": "53%", "end": "54%", "words": "renewed", "on": "2021-05"},
    ],
    "labels": {"narrow": LABELS, "wide": [{**label, "words": f"{label['words']} at length"} for label in LABELS]},
}  # fmt: skip
LIFELINES = {
    "has_dates": True, "height": 107, "axis": 101, "today": "97%", "today_anchor": "end", "list_query": "A1,A2",
    "ticks": [("61%", 2020, "start"), ("62%", 2025, "end")], "has_marks": True,
    "looks": ["presumed", "aged", "old", "open"],
    "connectors": [
        {"x": "81%", "start": 82, "end": 83, "words": "amends A1"},
        {"x": "84%", "start": 85, "end": 86, "words": "extends"},
    ],
}  # fmt: skip
PARTNER = {"ref": "O2", "name": "Office", "shown": "Offi…", "language": "mt", "counts": COUNTS, "together": 1200,
           "path": "M1 2L3 4", "thickness": 5, "y": 61}  # fmt: skip
FAN = {"width": 420, "height": 107, "start": 11.25, "end": 99.5}
COLUMN = {"x": "31%", "width": "5%", "day": "2020-12-31", "known_y": 41, "known_height": 42, "presumed_y": 43,
          "presumed_height": 44, "year": {"year": 2020, "known": 1, "presumed": 2, "together": 3}}  # fmt: skip

TWO = (("known", "recorded"), ("presumed", "presumed"))
YEARS = Chart(
    "years", "By year", "Most in 2020.", "Year", TWO,
    [Row("2019", [1, 0]), Row("2020", [3000, 1], "/a"), Row("2021", [1, 0])], "Counted so.", by_year=True,
)  # fmt: skip
LONG = "Department of everything that has a name so long that no telephone has room for it on one line at all"
BARS = Chart(
    "bars",
    "Bars",
    "First is one.",
    "Name",
    TWO[:1],
    [Row(LONG, [2], "/b", "mt"), Row("Two", [1200], "/c"), Row("Three", [1300]), Row("None", [0], "/d")],
)

# Template, and the contexts in which it is shown
FRAGMENTS: dict[str, list[dict]] = {
    "statistics/_chart.html": [
        {"chart": YEARS}, {"chart": BARS},
        {"chart": Chart("late", "Late", "", "Name", TWO[:1], [], is_partial=True)},
        {"chart": Chart("none", "None", "None has ended.", "Name", TWO[:1], [Row("One", [0])])},
    ],
    "statistics/picture.html": [
        {"picture": PictureFile(YEARS, "", "Register, 2020-05-06")},
        {"picture": PictureFile(BARS, f"{LONG}, and more besides", "Register, 2020-05-06")},
        {"picture": PictureFile(Chart("none", "None", "None.", "Name", TWO[:1], []), "", "Register")},
    ],
    "pictures/_lifelines.html": [
        {"lifelines": {**LIFELINES, "hidden_count": 1, "lanes": [
            {**LAYOUT, "lane": {**LANE, "is_own": True}}, {**LAYOUT, "lane": LANE},
            {**LAYOUT, "lane": {"ref": "A5", "title": "In no language", "is_own": True}},
            {**LAYOUT, "lane": {"ref": "A6", "title": "In no language", "address": "/agreements/A6"}},
        ]}},
        {"lifelines": {**LIFELINES, "hidden_count": 2, "lanes": [
            {**LAYOUT, "lane": {"ref": "A2", "title": "Without dates", "is_own": is_own, "language": "en"}}
            for is_own in (True, False)
        ]}},
        {"lifelines": {"is_single": True}}, {"lifelines": {"is_single": True, "has_dates": True}},
        {"lifelines": {"lanes": [{"lane": {"ref": "A3", "title": "With acts", "acts": LANE["acts"]}}, {"lane": {
            "ref": "A4", "title": "With a life", "life": LANE["life"],
        }}]}},
    ],
    "pictures/_lifelines_key.html": [{"looks": []}, {"looks": ["old"]}, {"looks": [], "has_marks": True}],
    "pictures/_partners.html": [
        {"ref": "O1", "fan": {**FAN, "hidden_count": count, "partners": [
            {**PARTNER, "address": f"/organizations/O{number}", "language": language}
            for number, language in ((2, "mt"), (3, ""), (4, "en"))
        ]}} for count in (1, 2)
    ],
    "pictures/_world.html": [{"world": {
        "width": 950, "height": 460, "land": "M1 2z", "shades": [(1, 1, 1), (2, 2, 4), (3, 1000, 0)],
        "elsewhere": [
            {"name": "European Union", "address": "/countries/EU"}, {"name": "Moon", "address": "/countries/XX"},
        ],
        "groups": [
            {"shade": 2, "countries": [
                {"name": "Korea", "together": 3, "dot": (3, 4), "address": "/countries/KR"},
                {"name": "Chile", "together": 2, "dot": (5, 6), "address": "/countries/CL"},
            ]},
            {"shade": 1, "countries": [
                {"name": "Malta", "together": 1, "dot": (7, 8), "address": "/countries/MT"},
            ]},
        ],
    }}, {"world": {"shades": []}}],
    "pictures/_world_section.html": [{"world": {}}],
    "pictures/_years.html": [{"years_query": "topic=T1", "years": {
        "height": 207, "base": 187, "lines": [(17.25, 1000), (27.5, 2000)], "ticks": [("33%", 2020), ("66%", 2021)],
        "has_presumed": True, "is_cut": True,
        "first": {"year": 2020, "together": 3}, "most": {"year": 2021, "together": 5},
        "last": {"known": 1, "presumed": 3, "together": 4},
        "columns": [COLUMN, {**COLUMN, "known_height": 0, "presumed_height": 0}],
    }}],
}  # fmt: skip

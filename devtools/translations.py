"""Gathers the strings to translate, checks the translations and compiles them, without gettext installed.

English is the source, so there is one catalog: locale/ko/LC_MESSAGES/django.po.
"""

import io
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

from . import ROOT

CATALOG = ROOT / "locale" / "ko" / "LC_MESSAGES" / "django.po"
PLURALS = "nplurals=1; plural=0;"  # the same words as Django's own Korean catalog, so that the two can merge
HEADER = f"""\
# Korean. Made by ./dev messages: translate here, all else is written anew.
msgid ""
msgstr ""
"Language: ko\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {PLURALS}\\n"

"""
NOT_THE_SITE = {"tests", "devtools", "bench"}
TEMPLATES = {".html", ".txt", ".xml", ".svg"}
PLAIN, PLURAL = (1,), (1, 2)
PLAIN_WITH_CONTEXT, PLURAL_WITH_CONTEXT = ((1, "c"), 2), ((1, "c"), 2, 3)
FUNCTIONS = {
    "_": PLAIN,
    "gettext": PLAIN,
    "gettext_lazy": PLAIN,
    "gettext_noop": PLAIN,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": PLAIN_WITH_CONTEXT,
    "pgettext_lazy": PLAIN_WITH_CONTEXT,
    "npgettext": PLURAL_WITH_CONTEXT,
    "npgettext_lazy": PLURAL_WITH_CONTEXT,
}
NAMED = re.compile(r"%\([^)]*\)[-#0+]*[\d.]*[a-zA-Z]|\{\w+(?:[.\[!:][^{}]*)?\}")
POSITIONAL = re.compile(r"%[-#0+]*[\d.]*[diouxXeEfFgGcrsa]|\{\}")


def sources() -> Iterator[Path]:
    """The site's own Python files and templates."""
    packages = [path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name not in NOT_THE_SITE]
    for directory in sorted([*packages, ROOT / "templates"]):
        for path in sorted(directory.rglob("*")):
            is_python = path.suffix == ".py" and "migrations" not in path.parts
            if is_python or (path.suffix in TEMPLATES and "templates" in path.parts):
                yield path


def strings(name: str, text: str) -> Iterator[tuple]:
    """(line, message, comments, context) of each string to translate in a Python file or a template."""
    if not name.endswith(".py"):
        # templatize leaves calls of gettext amid filler; without indentation the lines pass for Python
        text = "\n".join(line.lstrip() for line in templatize(text, origin=name).split("\n"))
    python = io.BytesIO(text.encode())
    yield from extract("python", python, FUNCTIONS, ["Translators"], {"encoding": "utf-8"})


def gathered() -> Catalog:
    """All the site's strings, untranslated."""
    catalog = Catalog("ko", fuzzy=False)
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        for line, message, comments, context in strings(name, path.read_text()):
            catalog.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return catalog


def committed() -> Catalog:
    if not CATALOG.exists():
        return Catalog("ko", fuzzy=False)
    with CATALOG.open("rb") as file:
        try:
            return read_po(file, "ko", abort_invalid=True)
        except PoFileError as error:
            raise SystemExit(f"{CATALOG.relative_to(ROOT)} cannot be read: {error}") from None


def messages(catalog: Catalog) -> list[Message]:
    """Without the header, in the order of the file: by the first place of use, then by text."""
    real = [message for message in catalog if message.id]
    return sorted(real, key=lambda message: (min(message.locations, default=("",))[0], key(message)))


def key(message: Message) -> tuple[str, str, str]:
    """Identity of a message: two that differ only in the plural are different."""
    singular, plural = (*forms(message.id), "")[:2]
    return singular, plural, message.context or ""


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """Singular and plural, or the one form there is."""
    return tuple(text) if isinstance(text, (tuple, list)) else (str(text or ""),)


def update() -> int:
    """Write the catalog anew: translations stay, what is no longer used goes. Nothing is guessed."""
    known = {key(message): message for message in messages(committed())}
    result = Catalog("ko", fuzzy=False)
    new = 0
    for message in messages(gathered()):
        old = known.pop(key(message), None)
        new += old is None
        result.add(
            message.id,
            old.string if old else None,
            message.locations,
            message.flags | ({"fuzzy"} if old and old.fuzzy else set()),
            message.auto_comments,
            old.user_comments if old else (),
            context=message.context,
        )
    written = io.BytesIO()
    write_po(written, result, width=0, omit_header=True, include_lineno=False)
    CATALOG.parent.mkdir(parents=True, exist_ok=True)
    CATALOG.write_text(HEADER + written.getvalue().decode().strip() + "\n")
    empty = sum(not all(forms(message.string)) for message in messages(result))
    print(
        f"{CATALOG.relative_to(ROOT)}: {len(result)} strings, {new} new, {len(known)} dropped, "
        f"{empty} to translate."
    )
    return 0


def check() -> int:
    """Print the faults of the committed catalog. Returns 1 if there are any."""
    problems = list(faults(gathered(), committed()))
    for problem in problems:
        print(problem)
    if problems:
        print(f"\n{len(problems)} to mend. ./dev messages gathers what is new; the rest is for a translator.")
    return 1 if problems else 0


def faults(needed: Catalog, catalog: Catalog) -> Iterator[str]:
    if catalog.plural_forms != PLURALS:
        yield f"the header's Plural-Forms is not {PLURALS!r}"
    have = {key(message): message for message in messages(catalog)}
    for message in messages(needed):
        where = f"{message.locations[0][0]}:{message.locations[0][1]}: {shown(message)}"
        old = have.pop(key(message), None)
        if old is None:
            yield f"{where} is not in the catalog"
        elif not all(forms(old.string)):
            yield f"{where} has no translation"
        elif old.fuzzy:
            yield f"{where} is marked fuzzy"
        else:
            yield from (f"{where} {difference}" for difference in misfits(old))
    for message in (*have.values(), *catalog.obsolete.values()):
        yield f"{shown(message)} is used nowhere"


def misfits(message: Message) -> Iterator[str]:
    """Differences between original and translation in what code fills in."""
    original = forms(message.id)[-1]  # the plural names all the placeholders, "one page" may not
    for translation in forms(message.string):
        if placeholders(original) != placeholders(translation):
            yield f"and {translation!r} have different placeholders"
        elif original.endswith("\n") != translation.endswith("\n"):
            yield f"and {translation!r} differ in the line break at their end"


def placeholders(text: str) -> tuple[set[str], Counter[str]]:
    """The named ones may be repeated or left to another place; of the others each counts."""
    text = text.replace("%%", "")
    return set(NAMED.findall(text)), Counter(POSITIONAL.findall(NAMED.sub("", text)))


def shown(message: Message) -> str:
    text = repr(forms(message.id)[0])
    return f"{text} ({message.context})" if message.context else text


def compile_outdated() -> None:
    """Make the .mo files that Django reads, where the .po is newer."""
    for source in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
            compile_file(source, target)


def compile_file(source: Path, target: Path) -> None:
    with source.open("rb") as file:
        try:
            catalog = read_po(file, abort_invalid=True)
        except PoFileError as error:
            raise SystemExit(f"{source.relative_to(ROOT)} cannot be read: {error}") from None
    unfinished = target.with_name(f"{os.getpid()}.mo")
    with unfinished.open("wb") as file:
        write_mo(file, catalog)
    unfinished.replace(target)

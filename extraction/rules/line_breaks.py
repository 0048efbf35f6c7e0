"""Hard line breaks of a text that was set to a fixed width: its lines joined again, letter for letter."""

import re
from itertools import pairwise

_LEAST_LINES, _SHORTEST, _LONGEST, _RAGGED = 4, 18, 80, 8  # of lines of one width
_RAGGED_LATIN = 20  # where only blanks are broken at
_END = re.compile(r"[.!?…:][\"”’')\]]*\s*$")
_ITEM = re.compile(r"\s*(?:[▲△■◆•∙▶▷○●□ㅇ◇①-⑳*\-–]|\d{1,2}[.)])")
_WHOLE_WORDS = frozenset(
    "및등각양이그두세한수것내중간후전또더본제총약첫새온맨뒤때씨개명일월년"
)  # of one syllable
_REST_OF_WORD = re.compile(r"(?:을|를|은|는|의|에|로|와|과|다|며|고|서|에서|으로|했다|한다|된다)(?:[\s.,]|$)")


def with_joined_lines(text: str) -> str:
    """The text with blanks for the line breaks within its paragraphs, where its lines have been cut at one width.

    A syllable of a word that was cut there moves to the rest of it: “이처럼 다⏎른 대학” is “이처럼  다른 대학”.
    """
    blocks = re.split(r"(\n[ \t]*(?:\n[ \t]*)+)", text)
    inner = [len(line) for block in blocks for line in block.split("\n")[:-1] if line.strip()]
    widest = max(inner, default=0)
    ragged = _RAGGED if re.search("[가-힣]", text) else _RAGGED_LATIN
    even = sum(width >= widest - ragged for width in inner)
    if len(inner) < _LEAST_LINES or not _SHORTEST <= widest <= _LONGEST or even < 0.8 * len(inner):
        return text
    return "".join(_joined_block(block, widest - ragged) if block.strip() else block for block in blocks)


def _joined_block(block: str, least: int) -> str:
    lines = block.split("\n")
    joined = lines[0]
    for before, line in pairwise(lines):
        if _END.search(joined) or len(before) < least or _ITEM.match(line) or not line.strip():
            joined = f"{joined}\n{line}"
            continue
        last = joined.rpartition(" ")[2]
        is_cut = re.fullmatch("[가-힣]", last) and last not in _WHOLE_WORDS
        is_cut = is_cut or (re.search("[가-힣]$", last) and _REST_OF_WORD.match(line))
        joined = f"{joined[: len(joined) - len(last)]} {last}{line}" if is_cut else f"{joined} {line}"
    return joined

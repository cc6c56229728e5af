"""How a letter is misread: aligns pages with what was read of them, and counts.

In: the folder that `pages.py` made. Out: rows (letter, what was printed for it, natural logarithm of its probability), and
for each letter the probability left for what was never seen. Learned by hard expectation-maximisation: each syllable is laid
over its reading in the likeliest way by the table so far, the parts are counted, and the table is made anew.
"""

import math
import unicodedata
from collections import Counter

from rapidfuzz.distance import Levenshtein

LONGEST = 3
ROUNDS = 5
OPENING, CLOSING = "([{“\"'‘«-–•*", ").,;:!?]}”\"'’»…-–"


def fold(text):
    """Lower case, without marks."""
    text = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in text if not unicodedata.combining(c)).lower()


def core(word):
    return word.lstrip(OPENING).rstrip(CLOSING)


def aligned(truth, read, band=60):
    """Pairs of words by the least distance; words without a partner are left out."""
    a, b = [fold(core(w)) for w in truth], [fold(core(w)) for w in read]
    n, m = len(a), len(b)
    best, came = {(0, 0): 0.0}, {}
    for i in range(n + 1):
        middle = i * m // max(n, 1)
        for j in range(max(0, middle - band), min(m, middle + band) + 1):
            options = []
            if (i - 1, j - 1) in best:
                x, y = a[i - 1], b[j - 1]
                cost = 0 if x == y else Levenshtein.distance(x, y) / max(len(x), len(y), 1) * 1.5
                options.append((best[i - 1, j - 1] + cost, 1))
            if (i - 1, j) in best:
                options.append((best[i - 1, j] + 0.8, 2))
            if (i, j - 1) in best:
                options.append((best[i, j - 1] + 0.8, 3))
            if options:
                best[i, j], came[i, j] = min(options)
    pairs, (i, j) = [], (n, m)
    while (i, j) in came:
        way = came[i, j]
        i, j = i - (way != 3), j - (way != 2)
        if way == 1:
            pairs.append((truth[i], read[j]))
    return pairs


def pairs_of(folder):
    """(syllable, what was printed for it) of all pages, how often."""
    pairs = Counter()
    for path in sorted(folder.glob("*.ocr.txt")):
        truth = path.with_name(path.name.replace(".ocr", "")).read_text().split()
        for word, read in aligned(truth, path.read_text(errors="replace").split()):
            word, read = core(unicodedata.normalize("NFC", word)), core(unicodedata.normalize("NFC", read))
            near = Levenshtein.distance(fold(word), fold(read)) <= max(2, 0.67 * len(word))
            if word.isalpha() and read and len(read) <= 12 and near:
                pairs[word, read] += 1
    return pairs


class Channel:
    def __init__(self):
        self.table, self.rest = {}, {}

    def probability(self, letter, printed):
        """Natural logarithm."""
        if not self.table:
            return guess(letter, printed)
        seen = self.table.get((letter, printed))
        return seen if seen is not None else self.rest.get(letter, -6.0) + unseen(letter, printed)

    def laid(self, word, read):
        """The likeliest way to cut the reading into the letters of the word: score, parts."""
        n, m = len(word), len(read)
        best = [[-1e9] * (m + 1) for _ in range(n + 1)]
        took = [[0] * (m + 1) for _ in range(n + 1)]
        best[0][0] = 0.0
        for i in range(1, n + 1):
            for j in range(m + 1):
                for k in range(min(LONGEST, j) + 1):
                    score = best[i - 1][j - k] + self.probability(word[i - 1], read[j - k : j])
                    if score > best[i][j]:
                        best[i][j], took[i][j] = score, k
        j, parts = m, []
        for i in range(n, 0, -1):
            k = took[i][j]
            parts.append((word[i - 1], read[j - k : j]))
            j -= k
        return best[n][m], parts

    def learn(self, pairs):
        for _ in range(ROUNDS):
            counts = Counter()
            for (word, read), times in pairs.items():
                score, parts = self.laid(word, read)
                if score >= -8 * len(word):
                    for part in parts:
                        counts[part] += times
            total, kinds = Counter(), Counter()
            for (letter, _), times in counts.items():
                total[letter] += times
                kinds[letter] += 1
            self.table = {
                part: math.log((times - 0.3) / (total[part[0]] + 0.001)) for part, times in counts.items()
            }
            self.rest = {c: math.log(max(0.3 * kinds[c], 0.2) / (total[c] + 1)) for c in total}
        return self


def cut(word):
    """Where a syllable's onset ends: before its first vowel. The program has the same rule."""
    vowels = (at for at, letter in enumerate(word) if fold(letter) in "aeiouy")
    return next(vowels, len(word))


class Units:
    """How onsets and rimes are misread as wholes: what a mark does to the letter beside it, no letter alone tells.

    What was seen of a unit once only is left to its letters, and of all that was seen a fifth: another scanner errs otherwise.
    """

    DISCOUNT, LEAST, LEFT = 0.75, 2, 0.2

    def __init__(self, channel, pairs):
        counts = {}
        for (word, read), times in pairs.items():
            score, parts = channel.laid(word, read)
            if score < -8 * len(word):
                continue
            parts.reverse()
            at = cut(word)
            for half in (parts[:at], parts[at:]):
                unit, printed = ("".join(side) for side in zip(*half)) if half else ("", "")
                if unit:
                    counts.setdefault(unit, Counter())[printed] += times
        self.table, self.rest = {}, {}
        for unit, seen in counts.items():
            total = sum(seen.values())
            total /= 1 - self.LEFT
            kept = {printed: (times - self.DISCOUNT) / total for printed, times in seen.items() if times >= self.LEAST}
            if kept:
                self.table[unit] = {printed: math.log(share) for printed, share in kept.items()}
                self.rest[unit] = math.log(1 - sum(kept.values()))


def guess(letter, printed):
    """Before anything is known: a letter is most likely read as itself, or as itself without marks."""
    if not printed:
        return -5.0
    if len(printed) == 1:
        if printed == letter:
            return -0.3
        if fold(printed) == fold(letter):
            return -1.0 if printed.islower() == letter.islower() else -2.5
        return -5.5
    inside = 2.0 if fold(letter) in fold(printed) else 0.0
    return -5.5 - 1.5 * (len(printed) - 1) - (0 if printed.isalnum() else 0.5) + inside


def unseen(letter, printed):
    """How what is left for the unseen is shared out. The program has the same rule (`channel.rs`)."""
    if not printed:
        return -3.0
    if len(printed) == 1:
        return -1.5 if fold(printed) == fold(letter) else -4.5
    return -5.0 - 1.2 * (len(printed) - 2)

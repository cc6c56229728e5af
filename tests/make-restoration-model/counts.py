"""Counts of syllables, pairs and triples, as `COUNTS/{unigrams,bigrams,trigrams}.tsv.gz`: syllables, a tab, the count.

`<s>` is punctuation or a paragraph's end, `<n>` a number, `<A>` an abbreviation, `<u>` anything else.
"""

import gzip
from collections import defaultdict

MARKERS = ["<s>", "<n>", "<A>", "<u>"]


def rows(path):
    """(syllables, count) of each line."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            words, count = line.rstrip("\n").split("\t")
            yield tuple(words.split(" ")), int(count)


class Counts:
    """What follows what, to draw text from."""

    def __init__(self, folder):
        self.singles = {words[0]: count for words, count in rows(folder / "unigrams.tsv.gz")}
        self.pairs, self.triples = defaultdict(list), defaultdict(list)
        for (a, b), count in rows(folder / "bigrams.tsv.gz"):
            self.pairs[a].append((b, count))
        for (a, b, c), count in rows(folder / "trigrams.tsv.gz"):
            self.triples[a, b].append((c, count))

    def draw(self, rng, before):
        """The next syllable; now and then by the pair alone, so that rarer ones come up as well."""
        choices = self.triples.get(before) if rng.random() < 0.7 else None
        choices = choices or self.pairs.get(before[1]) or [("<s>", 1)]
        # Flattened: a confusion must be seen of rare syllables, too.
        words, counts = zip(*choices)
        return rng.choices(words, [count**0.6 for count in counts])[0]

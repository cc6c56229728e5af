"""Phrases to ask for: some that the directives hold, as many that none holds.

In: the truth. Out: lists of syllables, the same for the same seed.
"""

import random

import compare

VOWELS = set("aeiouy")


def is_word(token):
    """Letters alone, and not an abbreviation (UBND), which no phrase of a person's is made of."""
    return token.isalpha() and bool(VOWELS & set(compare.folded(token))) and not (len(token) > 1 and token.isupper() and len(token) < 5)


def is_marked(phrase):
    """A question without any mark is another question: it asks for all forms."""
    return not " ".join(phrase).isascii()


def keys(phrase):
    return [compare.key(token) for token in phrase]


def drawn(directives, count, seed):
    """Runs of 2, 3 and 4 syllables with nothing but white between them and at least one mark, each phrase once."""
    chance, found, seen = random.Random(seed), [], set()
    places = []
    for segments in {d["text"]: d["segments"] for d in directives}.values():
        places.append([run for segment in segments for run in compare.runs(segment)])
    while len(found) < count:
        length = 2 + len(found) % 3
        run = chance.choice(chance.choice(places))
        if len(run) < length:
            continue
        at = chance.randrange(len(run) - length + 1)
        phrase = [token.lower() for token in run[at:at + length]]
        if all(map(is_word, run[at:at + length])) and is_marked(phrase) and tuple(keys(phrase)) not in seen:
            seen.add(tuple(keys(phrase)))
            found.append(phrase)
    return found


def absent(phrases, directives, seed):
    """For each phrase one that differs in a syllable and stands nowhere: (kind of change, phrase).

    `marks`: the other syllable has the same letters and other marks, where the texts have such a one;
    `syllable`: any other syllable of the texts.
    """
    chance = random.Random(seed)
    held = [compare.Held(d) for d in directives]
    words = sorted({t.lower() for d in directives for s in d["segments"] for run in compare.runs(s) for t in run if is_word(t)})
    twins = {}
    for word in words:
        twins.setdefault(compare.folded(word), []).append(word)
    for i, phrase in enumerate(phrases):
        for attempt in range(1000):
            at = chance.randrange(len(phrase))
            same = [w for w in twins[compare.folded(phrase[at])] if compare.key(w) != compare.key(phrase[at])]
            kind = "marks" if i % 2 and same and attempt < 30 else "syllable"
            changed = list(phrase)
            changed[at] = chance.choice(same if kind == "marks" else words)
            if is_marked(changed) and all(h.holds(keys(changed)) is False for h in held):
                yield kind, changed
                break

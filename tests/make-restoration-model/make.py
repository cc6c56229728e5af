"""Makes `src/text/restore/model.bin`: counts of syllables and misreadings of letters, packed.

    python3 make.py COUNTS PAGES

COUNTS holds unigrams.tsv.gz, bigrams.tsv.gz and trigrams.tsv.gz (`counts.py`), PAGES is what `pages.py` made.

The file, after decompression (zlib); numbers are little-endian, `varint` is LEB128:

    "tracuu restoration 2\\n"
    u32 syllables; of each: u8 length, UTF-8. The first four are <s> <n> <A> <u>.
    u8 of each syllable: its probability
    pairs, of each first syllable: varint count; u8 back-off; varints: second syllables, each less the one before; u8s: probabilities
    triples, of each pair in that order: varint count; if any: u8 back-off, varints, u8s, as above
    u32 rows; of each: u8 length, the letter; u8 length, what was printed; f32 natural logarithm
    u32 letters; of each: u8 length, the letter; f32 natural logarithm of what is left for the unseen
    u32 onsets and rimes, as they are written; of each: u8 length, UTF-8; f32 natural logarithm of what is left to its
        letters; varint count; of each: u8 length, what was printed; u8 probability

A probability p is round(-14 ln p), at most 255. Interpolated absolute discounting, D = 0.75.
"""

import math
import struct
import sys
import zlib
from collections import defaultdict
from pathlib import Path

from channel import Channel, Units, pairs_of
from counts import MARKERS, rows

DISCOUNT = 0.75
LEAST_PAIR, LEAST_TRIPLE = 3, 5
MODEL = Path(__file__).parent.parent.parent / "src/text/restore/model.bin"


def byte(probability):
    return min(255, round(-14 * math.log(probability)))


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def text(string):
    encoded = string.encode()
    return bytes([len(encoded)]) + encoded


def follows(counts, total, lower):
    """One context that was met `total` times: what follows it (sorted), their probabilities, and the weight of the back-off.

    What is too rare to be counted is of the back-off.
    """
    total = max(total, sum(counts.values()))
    weight = 1 - sum(count - DISCOUNT for count in counts.values()) / total
    items = sorted((at, (count - DISCOUNT) / total + weight * lower(at)) for at, count in counts.items())
    return items, weight


def packed(items, weight):
    ids = [at for at, _ in items]
    steps = [at - before for at, before in zip(ids, [0, *ids])]
    return bytes([byte(weight)]) + b"".join(map(varint, steps)) + bytes(byte(p) for _, p in items)


def language(folder):
    singles = {words[0]: count for words, count in rows(folder / "unigrams.tsv.gz")}
    known = MARKERS + sorted(word for word in singles if word not in MARKERS)
    number = {word: at for at, word in enumerate(known)}
    total = sum(singles.values())
    single = [(singles.get(word, 0) + 0.5) / (total + 0.5 * len(known)) for word in known]

    pairs, triples = defaultdict(dict), defaultdict(dict)
    for words, count in rows(folder / "bigrams.tsv.gz"):
        if count >= LEAST_PAIR and all(word in number for word in words):
            pairs[number[words[0]]][number[words[1]]] = count
    for words, count in rows(folder / "trigrams.tsv.gz"):
        if count >= LEAST_TRIPLE and all(word in number for word in words):
            a, b, c = (number[word] for word in words)
            if b in pairs[a]:
                triples[a, b][c] = count

    out = [struct.pack("<I", len(known)), *map(text, known), bytes(map(byte, single))]
    of_pair, after = {}, []
    for a in range(len(known)):
        if not pairs[a]:
            out.append(varint(0))
            of_pair[a] = ({}, 1.0)
            continue
        items, weight = follows(pairs[a], singles[known[a]], lambda b: single[b])
        of_pair[a] = (dict(items), weight)
        out.append(varint(len(items)) + packed(items, weight))
        after += [(a, b) for b, _ in items]
    for a, b in after:
        if (a, b) not in triples:
            out.append(varint(0))
            continue
        known_pairs, back = of_pair[b]
        items, weight = follows(triples[a, b], pairs[a][b], lambda c: known_pairs.get(c, back * single[c]))
        out.append(varint(len(items)) + packed(items, weight))
    return b"".join(out), sum(map(len, pairs.values())), sum(map(len, triples.values()))


def misreadings(folder):
    pairs = pairs_of(folder)
    channel = Channel().learn(pairs)
    table = sorted(channel.table.items())
    out = [struct.pack("<I", len(table))]
    out += [text(letter) + text(read) + struct.pack("<f", value) for (letter, read), value in table]
    rest = sorted(channel.rest.items())
    out.append(struct.pack("<I", len(rest)))
    out += [text(letter) + struct.pack("<f", value) for letter, value in rest]
    units = Units(channel, pairs)
    out.append(struct.pack("<I", len(units.table)))
    for unit, seen in sorted(units.table.items()):
        out += [text(unit), struct.pack("<f", units.rest[unit]), varint(len(seen))]
        out += [text(printed) + bytes([min(255, round(-14 * value))]) for printed, value in sorted(seen.items())]
    right = sum(times for (word, read), times in pairs.items() if word == read)
    return b"".join(out), sum(pairs.values()), right


def main():
    words, pairs, triples = language(Path(sys.argv[1]))
    letters, aligned, right = misreadings(Path(sys.argv[2]))
    model = zlib.compress(b"tracuu restoration 2\n" + words + letters, 9)
    MODEL.write_bytes(model)
    print(f"{pairs} pairs, {triples} triples; {aligned} syllables aligned, {right / aligned:.1%} of them read right")
    print(f"{MODEL}: {len(model) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()

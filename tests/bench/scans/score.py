#!/usr/bin/env python3
"""Measures a program on what `make.py` made.

    python3 score.py OUT --tracuu PROGRAM
    python3 score.py OUT --tracuu PROGRAM --only damaged --phrases 600

The damaged texts are always measured; the scans if the program knows `index --ocr`. Indexes are made
in OUT; what was missed and what was found wrongly is written to OUT/misses-*.tsv.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import compare
import phrases

STRICT = ("exact", "unaccented", "recovered", "number")
ALL = "all"


def row(first, *cells):
    print("  ".join([f"{first:<20}", *(f"{cell!s:>9}" for cell in cells)]).rstrip())


def share(part, whole, digits=4):
    return f"{part / whole:.{digits}f}" if whole else "-"


def percent(part, whole):
    return f"{100 * part / whole:.2f} %" if whole else "-"


class Program:
    def __init__(self, path, out):
        self.path, self.out = path, out
        self.reads_scans = "--ocr" in self.run("index", "--help").stdout

    def run(self, *arguments):
        return subprocess.run([self.path, *arguments], capture_output=True, text=True, encoding="utf-8")

    def index(self, folder, name, ocr):
        """Makes an index from nothing; returns it and the seconds taken."""
        place = self.out / f"index-{name}"
        shutil.rmtree(place, ignore_errors=True)
        began = time.monotonic()
        done = self.run("--index", str(place), "--format", "json", "index", str(folder), "--quiet", *(["--ocr"] if ocr else []))
        if done.returncode > 1:
            sys.exit(f"index {folder}: {done.stderr}")
        return place, time.monotonic() - began

    def strict(self, place, phrase):
        """Names of the files that match a phrase strictly."""
        done = self.run("--index", str(place), "--format", "json", "search", f'"{" ".join(phrase)}"', "--all")
        if done.returncode > 1:
            sys.exit(f"search {phrase}: {done.stderr}")
        return {compare.stem(hit["path"]) for hit in json.loads(done.stdout)["hits"] if hit["match"].startswith(STRICT)}

    def read(self, path, ocr):
        """The record of a file, with its text."""
        done = self.run("--format", "json", "read", "--text", *(["--ocr"] if ocr else []), str(path))
        answer = json.loads(done.stdout)
        return answer[0] if isinstance(answer, list) else answer


def groups(directive):
    """Under which heads a directive is counted."""
    yield ALL
    if "stamp" in directive["condition"]:
        yield "with stamps"
    yield directive["condition"]
    yield f"{directive['dots']} dpi"
    yield directive["font"]


def order(names):
    """All first, then stamps, conditions, resolutions, fonts."""
    return sorted(names, key=lambda n: (n != ALL, n != "with stamps", n.endswith("dpi"), n in ("termes", "freeserif", "notoserif"), n))


def texts_and_records(program, directives, folder, ending, ocr):
    """Character errors and syllables by page, numbers and dates by directive."""
    errors, in_body, right, numbers, dates = (defaultdict(list) for _ in range(5))
    for directive in directives:
        record = program.read(folder / (directive["name"] + ending), ocr)
        read = {page["page"]: page["text"] or "" for page in record.get("text") or []}
        for group in groups(directive):
            for i, page in enumerate(directive["pages"], 1):
                errors[group].append(compare.character_errors(page, read.get(i, "")))
                in_body[group].append(compare.body_errors(page, read.get(i, "")))
                right[group].append(compare.syllables_right(page, read.get(i, "")))
            numbers[group].append("".join((record.get("number") or "").split()) == directive["number"])
            dates[group].append(record.get("date") == directive["date"])
        if not numbers[ALL][-1]:
            print(f"    number of {directive['name']} ({directive['condition']} {directive['dots']}): {record.get('number')} for {directive['number']}")
    row("text and number", "pages", "CER", "median", "body CER", "syllables", "numbers", "dates")
    for group in order(errors):
        wrong, letters = map(sum, zip(*errors[group]))
        hit, whole = map(sum, zip(*right[group]))
        row(group, len(errors[group]), percent(wrong, letters), percent(statistics.median(w / n for w, n in errors[group]), 1),
            percent(*map(sum, zip(*in_body[group]))), percent(hit, whole), f"{sum(numbers[group])}/{len(numbers[group])}", f"{sum(dates[group])}/{len(dates[group])}")


def phrase_search(program, directives, place, asked, foreign, texts, misses):
    """Recall and precision of strict hits over pairs of a phrase and a file.

    `texts` are the damaged ones by name (none for scans): of a phrase that is lost in them, so that no
    model can find it, recall is told apart.
    """
    held = {d["name"]: compare.Held(d, texts.get(d["name"])) for d in directives}
    by_name = {d["name"]: d for d in directives}
    pairs = defaultdict(lambda: [0, 0, 0, 0])  # wanted, found, left in the text, found of those
    false, took, by_phrase = 0, [], []

    def ask(phrase):
        began = time.monotonic()
        hits = program.strict(place, phrase)
        took.append(time.monotonic() - began)
        return hits

    def note(what, phrase, name):
        misses.write(f"{what}\t{' '.join(phrase)}\t{name}\t{by_name[name]['condition']}\t{by_name[name]['dots']}\n")

    for phrase in asked:
        hits, keys, counts = ask(phrase), phrases.keys(phrase), [0, 0]
        for name, holder in held.items():
            holds, met = holder.holds(keys), name in hits
            if holds:
                left = holder.is_left(keys)
                counts = [counts[0] + 1, counts[1] + met]
                for group in groups(by_name[name]):
                    pairs[group] = [a + b for a, b in zip(pairs[group], (1, met, left, met and left))]
                if not met:
                    note("missed" if left else "missed-lost", phrase, name)
            elif holds is False and met:
                false += 1
                note("false", phrase, name)
        by_phrase.append(counts[1] / counts[0])
    false_absent, asked_absent = defaultdict(int), defaultdict(int)
    for kind, phrase in foreign:
        hits = ask(phrase)
        asked_absent[kind] += 1
        false_absent[kind] += len(hits)
        for name in sorted(hits):
            note(f"false-{kind}", phrase, name)
    print()
    row("phrases", "pairs", "found", "recall", "left", "of those")
    for group in order(pairs):
        wanted, met, left, met_left = pairs[group]
        row(group, wanted, met, share(met, wanted), left, share(met_left, left))
    print()
    found = pairs[ALL][1]
    row("phrases asked", len(asked), f"median recall of a phrase {statistics.median(by_phrase):.3f}, mean {statistics.mean(by_phrase):.4f}")
    row("precision", share(found, found + false), f"false hits of these phrases: {false}")
    for kind in sorted(asked_absent, reverse=True):  # `syllable` first: the easier ones
        strange_so_far = sum(n for k, n in false_absent.items() if k >= kind)
        row(f"+ absent, {kind}", share(found, found + false + strange_so_far),
            f"{asked_absent[kind]} phrases that stand nowhere, by another {kind}: {false_absent[kind]} false hits")
    row("a question", f"{1000 * statistics.median(took):.0f} ms", "median, with the start of the program")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--tracuu", required=True)
    arguments.add_argument("--only", choices=("damaged", "scans"))
    arguments.add_argument("--phrases", type=int, default=360)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    directives = json.loads((given.out / "truth.json").read_text(encoding="utf-8"))["directives"]
    program = Program(given.tracuu, given.out)
    asked = phrases.drawn(directives, given.phrases, given.seed)
    foreign = list(phrases.absent(asked, directives, given.seed))
    for name, folder, ending, ocr in (("damaged", "damaged", ".txt", False), ("scans", "scans", ".pdf", True)):
        if given.only not in (None, name):
            continue
        if ocr and not program.reads_scans:
            print("\nscans: not measured, the program has no `index --ocr`")
            continue
        folder = given.out / folder
        place, seconds = program.index(folder, name, ocr)
        print(f"\n== {name}: {len(directives)} directives, indexed in {seconds:.1f} s")
        texts = {} if ocr else {d["name"]: (folder / f"{d['name']}.txt").read_text(encoding="utf-8") for d in directives}
        texts_and_records(program, directives, folder, ending, ocr)
        with open(given.out / f"misses-{name}.tsv", "w", encoding="utf-8") as misses:
            phrase_search(program, directives, place, asked, foreign, texts, misses)


if __name__ == "__main__":
    main()

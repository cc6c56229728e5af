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
    errors, right, numbers, dates = defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list)
    for directive in directives:
        record = program.read(folder / (directive["name"] + ending), ocr)
        read = {page["page"]: page["text"] or "" for page in record.get("text") or []}
        for group in groups(directive):
            for i, page in enumerate(directive["pages"], 1):
                errors[group].append(compare.character_errors(page, read.get(i, "")))
                right[group].append(compare.syllables_right(page, read.get(i, "")))
            numbers[group].append("".join((record.get("number") or "").split()) == directive["number"])
            dates[group].append(record.get("date") == directive["date"])
        if not numbers[ALL][-1]:
            print(f"    number of {directive['name']} ({directive['condition']} {directive['dots']}): {record.get('number')} for {directive['number']}")
    row("text and number", "pages", "CER", "median", "syllables", "numbers", "dates")
    for group in order(errors):
        wrong, letters = map(sum, zip(*errors[group]))
        hit, whole = map(sum, zip(*right[group]))
        row(group, len(errors[group]), percent(wrong, letters), percent(statistics.median(w / n for w, n in errors[group]), 1),
            percent(hit, whole), f"{sum(numbers[group])}/{len(numbers[group])}", f"{sum(dates[group])}/{len(dates[group])}")


def phrase_search(program, directives, place, asked, foreign, misses):
    """Recall and precision of strict hits over pairs of a phrase and a file."""
    held = {d["name"]: compare.Held(d) for d in directives}
    by_name = {d["name"]: d for d in directives}
    met, wanted, false, took, by_phrase = defaultdict(int), defaultdict(int), 0, [], []

    def ask(phrase):
        began = time.monotonic()
        hits = program.strict(place, phrase)
        took.append(time.monotonic() - began)
        return hits

    for phrase in asked:
        hits, keys, all_met, all_wanted = ask(phrase), phrases.keys(phrase), 0, 0
        for name, holder in held.items():
            holds = holder.holds(keys)
            if holds:
                all_wanted += 1
                all_met += name in hits
                for group in groups(by_name[name]):
                    wanted[group] += 1
                    met[group] += name in hits
                if name not in hits:
                    misses.write(f"missed\t{' '.join(phrase)}\t{name}\t{by_name[name]['condition']}\n")
            elif holds is False and name in hits:
                false += 1
                misses.write(f"false\t{' '.join(phrase)}\t{name}\t{by_name[name]['condition']}\n")
        by_phrase.append(all_met / all_wanted)
    false_absent, asked_absent = defaultdict(int), defaultdict(int)
    for kind, phrase in foreign:
        hits = ask(phrase)
        asked_absent[kind] += 1
        false_absent[kind] += len(hits)
        for name in sorted(hits):
            misses.write(f"false-{kind}\t{' '.join(phrase)}\t{name}\t{by_name[name]['condition']}\n")
    print()
    row("phrases", "pairs", "found", "recall")
    for group in order(wanted):
        row(group, wanted[group], met[group], share(met[group], wanted[group]))
    print()
    found = met[ALL]
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
        place, seconds = program.index(given.out / folder, name, ocr)
        print(f"\n== {name}: {len(directives)} directives, indexed in {seconds:.1f} s")
        texts_and_records(program, directives, given.out / folder, ending, ocr)
        with open(given.out / f"misses-{name}.tsv", "w", encoding="utf-8") as misses:
            phrase_search(program, directives, place, asked, foreign, misses)


if __name__ == "__main__":
    main()

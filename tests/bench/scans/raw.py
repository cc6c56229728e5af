#!/usr/bin/env python3
"""What tesseract alone makes of some of the pages: the figures a program starts from.

    python3 raw.py OUT [PAGES]      two pages of each stamped condition, one of each other; PAGES for each: 1

English: share of syllables that are right in the damaged texts, of all pages. Vietnamese: character
errors of the page as it is, and of its red channel (in which red ink is nearly white).
"""

import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from PIL import Image

import compare


def read(image, dots, scratch):
    image.save(scratch, dpi=(dots, dots))
    command = ["tesseract", str(scratch), "-", "-l", "vie", "--psm", "3", "--dpi", str(dots)]
    return subprocess.run(command, capture_output=True, check=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"}).stdout.decode("utf-8")


def english(directives, out):
    sums = defaultdict(lambda: [0, 0, 0, 0])
    for directive in directives:
        texts = (out / "damaged" / f"{directive['name']}.txt").read_text(encoding="utf-8").split("\f")
        for page, text in zip(directive["pages"], texts, strict=True):
            gone, in_body = compare.lost(compare.folded(compare.body(page)), compare.folded(compare.level(text)))
            values = (*compare.syllables_right(page, text), len(gone), in_body)
            for group in ("all", directive["condition"]):
                sums[group] = [a + b for a, b in zip(sums[group], values)]
    print("English: syllables right; syllables of the body of which hardly a letter is left")
    for group, (right, whole, lost, in_body) in sums.items():
        print(f"  {group:<14} {100 * right / whole:6.2f} %  {100 * lost / in_body:6.2f} %")


def vietnamese(directives, out, each):
    sums, taken = defaultdict(lambda: [0] * 7), defaultdict(int)
    scratch, spent, runs = out / "raw-page.png", 0.0, 0
    for directive in directives:
        condition = directive["condition"]
        page = directive["pages"][0]
        if taken[condition] >= each * (2 if "stamp" in condition else 1):
            continue
        taken[condition] += 1
        image = Image.open(out / "images" / f"{directive['name']}-1.png")
        began = time.monotonic()
        grey = red = read(image.convert("L"), directive["dots"], scratch)
        runs += 1
        if image.mode == "RGB":
            red = read(image.getchannel("R"), directive["dots"], scratch)
            runs += 1
        spent += time.monotonic() - began
        values = [1]
        for errors in (compare.character_errors, compare.body_errors):
            (in_grey, whole), (in_red, _) = errors(page, grey), errors(page, red)
            values += [in_grey, in_red, whole]
        for group in ("all", "with stamps" if "stamp" in condition else "without", condition):
            sums[group] = [a + b for a, b in zip(sums[group], values)]
        print(f"  {directive['name']} {directive['font']} {directive['dots']} {condition}: body {share(*values[4::2])} -> {share(*values[5:])}", flush=True)
    scratch.unlink(missing_ok=True)
    print("Vietnamese: pages, character errors in grey and in the red channel; the same of the body alone")
    for group, (pages, in_grey, in_red, whole, body_grey, body_red, body) in sums.items():
        print(f"  {group:<14} {pages:3}  {share(in_grey, whole)}  {share(in_red, whole)}    {share(body_grey, body)}  {share(body_red, body)}")
    print(f"  {spent / runs:.1f} s a page")


def share(part, whole):
    return f"{100 * part / whole:6.2f} %"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    out = Path(sys.argv[1])
    directives = json.loads((out / "truth.json").read_text(encoding="utf-8"))["directives"]
    english(directives, out)
    vietnamese(directives, out, int(sys.argv[2]) if len(sys.argv) > 2 else 1)


if __name__ == "__main__":
    main()

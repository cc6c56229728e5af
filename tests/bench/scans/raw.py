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
    right = defaultdict(lambda: [0, 0])
    for directive in directives:
        texts = (out / "damaged" / f"{directive['name']}.txt").read_text(encoding="utf-8").split("\f")
        for page, text in zip(directive["pages"], texts, strict=True):
            hit, whole = compare.syllables_right(page, text)
            for group in ("all", directive["condition"]):
                right[group][0] += hit
                right[group][1] += whole
    print("English: syllables right")
    for group, (hit, whole) in right.items():
        print(f"  {group:<14} {100 * hit / whole:6.2f} % of {whole}")


def vietnamese(directives, out, each):
    sums, taken = defaultdict(lambda: [0, 0, 0, 0]), defaultdict(int)
    scratch, spent, runs = out / "raw-page.png", 0.0, 0
    for directive in directives:
        condition = directive["condition"]
        page = directive["pages"][0]
        if taken[condition] >= each * (2 if "stamp" in condition else 1):
            continue
        taken[condition] += 1
        image = Image.open(out / "images" / f"{directive['name']}-1.png")
        began = time.monotonic()
        plain, truth = compare.character_errors(page, read(image.convert("L"), directive["dots"], scratch))
        runs += 1
        red = plain
        if image.mode == "RGB":
            red, _ = compare.character_errors(page, read(image.getchannel("R"), directive["dots"], scratch))
            runs += 1
        spent += time.monotonic() - began
        for group in ("all", "with stamps" if "stamp" in condition else "without", condition):
            for i, value in enumerate((1, plain, red, truth)):
                sums[group][i] += value
        print(f"  {directive['name']} {directive['font']} {directive['dots']} {condition}: {100 * plain / truth:.2f} % -> {100 * red / truth:.2f} %", flush=True)
    scratch.unlink(missing_ok=True)
    print("Vietnamese: pages, character errors in grey, in the red channel")
    for group, (pages, plain, red, truth) in sums.items():
        print(f"  {group:<14} {pages:3}  {100 * plain / truth:6.2f} %  {100 * red / truth:6.2f} %")
    print(f"  {spent / runs:.1f} s a page")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    out = Path(sys.argv[1])
    directives = json.loads((out / "truth.json").read_text(encoding="utf-8"))["directives"]
    english(directives, out)
    vietnamese(directives, out, int(sys.argv[2]) if len(sys.argv) > 2 else 1)


if __name__ == "__main__":
    main()

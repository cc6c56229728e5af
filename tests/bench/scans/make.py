#!/usr/bin/env python3
"""Draws the texts of `text/` as scans, with their truth, and the text an English OCR makes of them.

    python3 make.py OUT            everything; OUT is made, and files of a former run are written over
    python3 make.py OUT --no-ocr   without the damaged texts (they need tesseract)

OUT/scans/NAME.pdf      images alone, one directive a file
OUT/damaged/NAME.txt    what `tesseract -l eng` reads in them, a form feed between pages
OUT/images/NAME-P.png   the pages as tesseract saw them
OUT/truth.json          what is printed, by page and by part of the page, and how each file was made

See README.md beside this file.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import scanner
import source
import typeset

DOTS = (150, 200, 300)
EDITIONS = 2  # each directive is drawn so many times, each time otherwise and with a number of its own
FIXED_TIME = time.gmtime(1767225600)  # 2026-01-01T00:00:00Z, so that a second run gives the same bytes


def plan(directives):
    """(directive, edition, font, dots an inch, condition): every font meets every condition and resolution in turn."""
    fonts, conditions = list(typeset.FONTS), list(scanner.CONDITIONS)
    for edition in range(EDITIONS):
        for i, directive in enumerate(directives):
            k = edition * len(directives) + i
            yield directive, edition, fonts[k % 3], DOTS[(k // 3 + k // 9) % 3], conditions[(2 * k + k // 9) % 9]


def english_ocr(image, dots, scratch):
    """Plain text of one page; one thread, so that several programs can share a machine."""
    image.save(scratch, dpi=(dots, dots))
    command = ["tesseract", str(scratch), "-", "-l", "eng", "--psm", "3", "--dpi", str(dots)]
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    return done.stdout.decode("utf-8").rstrip("\f\n") + "\n"


def make(directive, edition, font, dots, condition, out, ocr):
    """Writes one directive's files and returns its truth."""
    name = f"{directive.name[:2]}{'abcdef'[edition]}"
    number = source.number_of(directive, edition)
    pages, segments = typeset.typeset(directive, number, font)
    seal_text = " ".join(directive.lines("body"))
    images, texts, quality = [], [], None
    for i, page in enumerate(pages, 1):
        drawn = typeset.draw(page, font, dots)
        image, quality = scanner.scan(drawn, page, condition, seal_text, font, dots, f"{name}-{i}")
        images.append(image)
        if ocr:
            texts.append(english_ocr(scanner.as_kept(image, quality), dots, out / "images" / f"{name}-{i}.png"))
    options = {} if quality is None else {"quality": quality}
    images[0].save(out / "scans" / f"{name}.pdf", save_all=True, append_images=images[1:], resolution=float(dots),
                   creationDate=FIXED_TIME, modDate=FIXED_TIME, producer="", **options)
    if ocr:
        (out / "damaged" / f"{name}.txt").write_text("\f".join(texts), encoding="utf-8")
    return {
        "name": name, "text": directive.name, "font": font, "dots": dots, "condition": condition,
        "number": number, "date": directive.get("date"), "kind": directive.get("kind"),
        "pages": [{"pieces": [list(piece) for piece in page.pieces]} for page in pages],
        "segments": segments,
    }


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--no-ocr", action="store_true")
    given = arguments.parse_args()
    for folder in ("scans", "damaged", "images"):
        (given.out / folder).mkdir(parents=True, exist_ok=True)
    directives = source.read_all()
    characters = set("".join(path.read_text(encoding="utf-8") for path in source.TEXTS.glob("*.txt")))
    for font in typeset.FONTS:
        lacking = typeset.missing(font, characters)
        if lacking:
            sys.exit(f"{font}: no letters for {''.join(sorted(lacking))}")
    truth, began = [], time.monotonic()
    for step in plan(directives):
        truth.append(make(*step, given.out, not given.no_ocr))
        print(f"{time.monotonic() - began:6.1f} s  {truth[-1]['name']}  {step[2]} {step[3]} {step[4]}", flush=True)
    (given.out / "truth.json").write_text(json.dumps({"directives": truth}, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{len(truth)} directives, {sum(len(t['pages']) for t in truth)} pages, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()

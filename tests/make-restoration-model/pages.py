"""Pages to learn misreadings from: text drawn from the counts, printed, and read by the wrong OCR.

    python3 pages.py COUNTS OUT [PAGES]

The text is nobody's: syllables are drawn one after the other from the trigram counts, so that what is printed is known and
belongs to no document. Each page is OUT/NNN.txt (what is printed) and OUT/NNN.ocr.txt (what `tesseract -l eng` makes of it).
"""

import io
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from counts import Counts

FONTS = [
    "/usr/share/texmf/fonts/opentype/public/tex-gyre/texgyretermes-regular.otf",
    "/usr/share/texmf/fonts/opentype/public/tex-gyre/texgyretermes-bold.otf",
    "/usr/share/texmf/fonts/opentype/public/tex-gyre/texgyretermes-italic.otf",
    "/usr/share/fonts/truetype/freefont/FreeSerif.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf",
]
# TeX Gyre Termes is what Times New Roman looks like, and so most of what an office prints.
WEIGHTS = [8, 3, 2, 4, 1, 1]
ABBREVIATIONS = ["UBND", "HĐND", "MTTQ", "TTHC", "CCHC", "KHCN"]
LINES = 40


def text(counts, rng):
    """A page as lines of words."""
    lines, line, opens, before = [], "", True, ("<s>", "<s>")
    capitals = False
    while len(lines) < LINES:
        word = counts.draw(rng, before)
        before = (before[1], word)
        if word == "<s>":
            end = rng.choice([",", ",", ",", ".", ".", ";", ":"])
            line = line.rstrip() + end if line.strip() and line.rstrip()[-1].isalnum() else line
            opens = end == "."
            capitals = opens and rng.random() < 0.08
            line += " "
            continue
        if word == "<n>":
            word = str(rng.choice([rng.randint(1, 31), rng.randint(1, 999), rng.randint(2015, 2026)]))
        elif word == "<A>":
            word = rng.choice(ABBREVIATIONS)
        elif word == "<u>":
            continue
        elif capitals:
            word = word.upper()
        elif opens or rng.random() < 0.06:
            word = word[0].upper() + word[1:]
        opens = False
        if len(line) + len(word) > 78:
            lines.append(line.strip())
            line = ""
        line += word + " "
    return lines


def drawn(lines, rng):
    """The page as an image of 150, 200 or 300 dots an inch."""
    dpi = rng.choice([150, 200, 200, 300])
    font = ImageFont.truetype(rng.choices(FONTS, WEIGHTS)[0], round(13.5 / 72 * dpi))
    width, height = round(8.27 * dpi), round(11.69 * dpi)
    page = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(page)
    for at, line in enumerate(lines):
        size = draw.textlength(line, font)
        left = 0.7 * dpi
        if size > width - 1.2 * dpi:
            left = 0.3 * dpi
        draw.text((left, 0.7 * dpi + at * 0.262 * dpi), line, font=font, fill=rng.choice([0, 0, 30]))
    angle = rng.choice([0, 0, rng.uniform(-0.6, 0.6)])
    if angle:
        page = page.rotate(angle, resample=Image.BICUBIC, fillcolor=255)
    if rng.random() < 0.5:
        page = page.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.8)))
    if rng.random() < 0.4:
        page = worn(page, rng)
    if rng.random() < 0.3:
        page = page.point(lambda value: 255 if value > 150 else 0)
    return page, dpi


def worn(page, rng):
    """What a copier and a scanner add: grain, grey paper, and often a poor JPEG."""
    spread = rng.uniform(4, 16)
    noise = Image.frombytes("L", page.size, rng.randbytes(page.width * page.height))
    page = ImageChops.add(page, noise.point(lambda value: round(128 + (value - 128) * spread / 74)), 1, -128)
    paper = rng.randint(225, 255)
    page = page.point(lambda value: 20 + value * (paper - 20) // 255)
    if rng.random() < 0.6:
        buffer = io.BytesIO()
        page.save(buffer, "JPEG", quality=rng.randint(20, 80))
        page = Image.open(io.BytesIO(buffer.getvalue())).copy()
    return page


def make(job):
    """One page; its number seeds the draw, so that a second run makes the same ones."""
    number, counts, out = job
    rng = random.Random(number)
    lines = text(counts, rng)
    page, dpi = drawn(lines, rng)
    image = out / f"{number:03}.png"
    page.save(image)
    command = ["tesseract", str(image), "-", "-l", "eng", "--psm", "3", "--dpi", str(dpi)]
    run = subprocess.run(command, capture_output=True, env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"})
    image.unlink()
    (out / f"{number:03}.txt").write_text("\n".join(lines) + "\n")
    (out / f"{number:03}.ocr.txt").write_bytes(run.stdout)


def main():
    counts, out = Counts(Path(sys.argv[1])), Path(sys.argv[2])
    pages = int(sys.argv[3]) if len(sys.argv) > 3 else 60
    out.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(make, [(number, counts, out) for number in range(pages)]))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Holds the made files and the gold against each other, by means that share no code with the program.

    python3 check.py

* every number that a plain pattern finds in a source is in its `cites`, and the other way round;
* every `searches` entry is what a plain scan of the texts finds;
* every PDF's text layer (`pdftotext`) holds the source's syllables, all in known letters;
* the dates are working days; the sizes are small.
"""

import datetime
import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter

import as_txt
from damage import english_ocr, unaccented
from make import OUT
from source import HERE, load_all

LETTERS = "A-ZĐa-zđ&"
PARTY = re.compile(rf"(?<![\d/\w])(\d{{1,5}}(?:\s?,\s\d{{1,5}})*)\s?[-–]\s?([A-ZĐa-z]{{2,4}})\s?/\s?([A-ZĐa-z]{{2,6}})(?![\w-])")
STATE = re.compile(rf"(?<![\d/\w-])(\d{{1,5}}(?:/\d{{4}})?/(?:QH\d{{1,2}}|[A-ZĐ][{LETTERS}]*(?:-[A-ZĐ][{LETTERS}]*)+))(?![\w-])")
CASE = {"kl": "KL", "tw": "TW"}
failures = []


def fault(*what):
    failures.append(" ".join(map(str, what)))


def flat(src, text):
    """The text as one line, without markup, symbols joined again where a line's end broke them."""
    text = unicodedata.normalize("NFC", text).replace("Ð", "Đ").replace("**", "").replace("\u00a0", " ")
    text = re.sub(r"(?<=[-/])\n(?=[A-ZĐ])", "", text)
    return re.sub(r"\s+", " ", text)


def numbers(text):
    found = set()
    for m in PARTY.finditer(text):
        kind, body = (CASE.get(p, p) for p in m.group(2, 3))
        found |= {f"{n.strip()}-{kind}/{body}" for n in m.group(1).split(",")}
    return found | {m.group(1) for m in STATE.finditer(text)}


def as_read(src):
    """The text a perfect reader takes from the made file."""
    text = as_txt.text(src)
    if src.get("style") == "unaccented":
        return unaccented(text)
    if src.get("style") == "ocr":
        return english_ocr(text, src.get("seed", 1))
    return text


# --- searching, plainly ---------------------------------------------------------------------------

TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def key(token):
    """A syllable as (letters with i for y, tone): the place of the tone mark does not count."""
    chars = unicodedata.normalize("NFD", token.lower())
    return unicodedata.normalize("NFC", "".join(c for c in chars if c not in TONES)).replace("y", "i"), "".join(c for c in chars if c in TONES)


def tokens(text):
    """Keys in order; None where a phrase breaks."""
    text = unicodedata.normalize("NFC", text).replace("**", "")
    text = re.sub(r"\n(?=\s*(?:[-–] |\d+\.\s|[a-zđ]\)\s|\|))|\n\s*\n|[.,;:!?…()\[\]|\t\f]", " \x00 ", text)
    return [None if t == "\x00" else key(t) for t in re.findall(r"\x00|\w+", text)]


def has(text, phrase, fold=False):
    shape = (lambda k: k and unaccented(k[0])) if fold else (lambda k: k)
    hay, needle = [shape(k) for k in tokens(text)], [shape(k) for k in tokens(phrase) if k]
    return any(hay[i:i + len(needle)] == needle for i in range(len(hay) - len(needle) + 1))


def check_searches(sources, gold):
    read = [s for s in sources if s.meta["truth"].get("outcome", "read") == "read"]
    texts = {s.meta["file"]: as_read(s) for s in read}
    if "--show" in sys.argv:
        for entry in gold["searches"]:
            if "phrase" in entry:
                print(entry["query"], [s.name for s in read if has(texts[s.meta["file"]], entry["phrase"])], "| folded:",
                      [s.name for s in read if has(texts[s.meta["file"]], entry["phrase"], True)])
    for entry in gold["searches"]:
        steps = entry["found"]
        if "numbers" in entry:
            wanted = set(entry["numbers"])
            own = {s.meta["file"] for s in read if s.meta["truth"].get("number") in wanted}
            cited = {s.meta["file"] for s in read if wanted & set(s.meta["truth"].get("cites", []))} - own
            for step, files in (("number_own", own), ("number_cited", cited)):
                if files != set(steps.get(step, [])):
                    fault("search", entry["query"], step, sorted(files ^ set(steps.get(step, []))))
        elif "phrase" in entry and "," not in entry["phrase"]:
            bare = unaccented(entry["phrase"]) == entry["phrase"]
            exact = {f for f, t in texts.items() if has(t, entry["phrase"])}
            folded = {f for f, t in texts.items() if has(t, entry["phrase"], True)} - exact
            plain = {s.meta["file"] for s in read if s.get("style") == "unaccented"}
            unmarked = folded if bare else folded & plain
            for step, files in (("exact", exact), ("unaccented", unmarked)):
                if files != set(steps.get(step, [])):
                    fault("search", entry["query"], step, sorted(files ^ set(steps.get(step, []))))
        every = set().union(*map(set, steps.values())) if steps else set()
        if clash := every & set(entry.get("never", [])):
            fault("search", entry["query"], "found and never:", clash)


# --- the files ------------------------------------------------------------------------------------

def check_pdf(src):
    path = OUT / src.meta["file"]
    text = subprocess.run(["pdftotext", "-layout", "-enc", "UTF-8", str(path), "-"], capture_output=True, text=True).stdout
    odd = {c for c in text if not (c in "\n\f" or c.isprintable()) or c == "\ufffd" or "\ue000" <= c <= "\uf8ff"}
    if odd:
        fault(path.name, "odd characters", odd)
    if text != unicodedata.normalize("NFC", text):
        fault(path.name, "text layer is not NFC")
    words = lambda t: Counter(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", t)))
    missing = words(as_txt.text(src).replace("**", "")) - words(text)
    if src.get("seal"):
        missing -= words(" ".join(src.get("seal")))  # pdftotext tears a turned stamp
    if missing:
        fault(path.name, "missing from the text layer:", dict(missing))


def main():
    sources = load_all()
    gold = json.loads((HERE / "truth.json").read_text(encoding="utf-8"))
    for src in sources:
        t, path = src.meta["truth"], OUT / src.meta["file"]
        if not path.exists():
            fault("not made:", path.name)
            continue
        for text in (d for d in [t.get("date")] if d):
            if datetime.date.fromisoformat(text).weekday() > 4 and not src.get("urgency"):
                fault(path.name, text, "is no working day")
            y, m, d = text.split("-")
            if f"ngày {d} tháng {m if int(m) < 3 else int(m)} năm {y}" not in src.get("date_line"):
                fault(path.name, "date line and date differ")
        if path.stat().st_size > 80_000:
            fault(path.name, "is large:", path.stat().st_size)
        if src.meta["producer"] == "txt":
            pages = path.read_bytes().count(b"\x0c") + 1
        else:
            info = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True).stdout
            pages = int((re.search(r"Pages: +(\d+)", info) or [0, 0])[1]) or None
        if pages != t.get("pages"):
            fault(path.name, "pages:", pages)
        if t.get("outcome", "read") != "read":
            continue
        found = numbers(flat(src, as_txt.text(src)))
        own = {t.get("number")}
        if found - own != set(t.get("cites", [])) - own:
            fault(path.name, "cites:", sorted((found - own) ^ set(t.get("cites", []))))
        if t.get("number") and t["number"] not in found:
            fault(path.name, "own number not found")
        if src.meta["producer"] != "txt":
            check_pdf(src)
    check_searches(sources, gold)
    files = [p for p in OUT.rglob("*") if p.is_file()]
    print(f"{len(files)} files, {sum(p.stat().st_size for p in files):,} bytes, {len(sources)} sources, {len(gold['searches'])} searches")
    for line in failures:
        print("FAULT", line)
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()

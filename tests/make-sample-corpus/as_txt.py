"""`Source` → bytes of a text file, in the encoding, normal form and line ends asked for.

Keys of the front matter read here: `encoding` (utf-8, utf-8-bom, utf-16le, utf-16be; UTF-16 always
with its mark), `form` (NFC, NFD), `newline` (lf, crlf), `layout` (stacked, columns), `wrap` (columns of
the body, 0 = one line a paragraph), `style` (plain, markdown, unaccented, ocr), `page_numbers`.
"""

import re
import textwrap
import unicodedata

from damage import english_ocr, unaccented

WIDTH = 100


def columns(left, right, width=WIDTH):
    """Two blocks of lines side by side, each centred in its half, as `pdftotext -layout` prints them."""
    half = width // 2
    rows = max(len(left), len(right))
    pad = lambda block: block + [""] * (rows - len(block))
    return [(a.center(half - 4) + b.center(half + 4)).rstrip() for a, b in zip(pad(left), pad(right))]


def wrapped(text, width):
    """Lines of at most `width`; a line break that the source forces stays, its line as full as others."""
    out, parts = [], text.split("\n")
    wrap = lambda part, w: textwrap.wrap(part, w, break_on_hyphens=False, break_long_words=False)
    for i, part in enumerate(parts):
        if not width:
            out.append(part)
        elif i == len(parts) - 1:
            out += wrap(part, width)
        else:
            out += max((wrap(part, w) for w in range(width, width - 28, -1)), key=lambda lines: len(lines[-1]) / len(lines[0]))
    return out


def head(src, markdown):
    left = src.get("parent", []) + src.get("body", [])
    right = list(src.motto)
    if src.party:
        left = left + ["*"]
    number, date = src.get("number_line"), src.get("date_line")
    subject = src.get("subject", []) if src.letter else []
    marks = [src.get(k) for k in ("draft", "urgency", "circulation") if src.get(k)]
    top = [src.get("top_note")] if src.get("top_note") else []
    if src.get("layout") == "columns":
        lines = columns(left, right) + [""] + columns([number] + subject, [date])
        return top + lines + [""] + marks
    lines = top + left + [""] + right + [""] + marks + ([""] if marks else [])
    if markdown:
        number = number.replace("Số ", "Số ^{*}").replace("Số: ", "Số: ^{*}")
    return lines + [number, "", date, ""] + subject


def foot(src, markdown):
    out = []
    recipients = src.get("recipients", [])
    end, last = (",", ".") if src.party else (";", ".")
    left = []
    if recipients:
        left = ["Nơi nhận:"] + [f"- {r}{last if i == len(recipients) - 1 else end}" for i, r in enumerate(recipients)]
    sign = list(src.get("sign", []))
    bold = lambda lines: (["**" + lines[0]] + lines[1:-1] + [lines[-1] + "**"] if len(lines) > 1 else [f"**{lines[0]}**"])
    if markdown and sign:
        sign = bold(sign)
        left = [re.sub(r"(Lưu:? ?.*), (\w+)\.$", r"\1, \2^{Hg}.", l) for l in left]
    name = [src.get("signer")] if src.get("signer") else []
    seal = src.get("seal", [])
    if src.get("layout") == "columns":
        out += columns([l.ljust(44) for l in left], sign + [""] + seal + [""] + name)
    else:
        out += left + [""] + sign + [""] + (seal + [""] if seal else []) + name
    for extra in src.get("cosign", []):
        out += ["", *extra]
    return out


def body(src, markdown):
    out, width = [], src.get("wrap", 0)
    page = 1
    for kind, payload in src.blocks:
        if kind == "page":
            page += 1
            out += ["\f" + (str(page) if src.get("page_numbers") else ""), ""]
        elif kind == "table":
            out += [("| " + " | ".join(r) + " |") if markdown else "\t".join(r) for r in payload] + [""]
        else:
            text = payload if markdown else payload.replace("**", "")
            if kind in "hb" and markdown:
                text = f"**{text}**"
            lines = wrapped(text, width)
            if kind == "h" and src.get("layout") == "columns":
                lines = [l.center(WIDTH).rstrip() for l in lines]
            out += lines + ([""] if src.get("blank_lines", True) else [])
    return out


def text(src):
    """The whole text with `\\n` line ends, NFC."""
    markdown = src.get("style") == "markdown"
    out = head(src, markdown) + [""]
    if not src.letter:
        out += [src.get("kind")] + src.get("subject", []) + [""]
    if src.get("addressees"):
        who = src.get("addressees")
        label = src.get("addressed", "Kính gửi")
        if len(who) == 1:
            out += [f"{label}: {who[0]}", ""]
        elif src.party:
            out += [f"{label}: - {who[0]},"] + [f"- {w}," for w in who[1:-1]] + [f"- {who[-1]}.", ""]
        else:
            out += [f"{label}:", ""] + [f"- {w};" for w in who[:-1]] + [f"- {who[-1]}.", ""]
    out += body(src, markdown) + foot(src, markdown) + ["", src.note]
    return "\n".join(out) + "\n"


def make(src):
    """The file's bytes."""
    t = text(src)
    style = src.get("style")
    if style == "unaccented":
        t = unaccented(t)
    if style == "ocr":
        t = english_ocr(t, src.get("seed", 1))
    t = unicodedata.normalize(src.get("form", "NFC"), t)
    if src.get("newline") == "crlf":
        t = t.replace("\n", "\r\n")
    encoding = src.get("encoding", "utf-8")
    return {
        "utf-8": lambda: t.encode("utf-8"),
        "utf-8-bom": lambda: b"\xef\xbb\xbf" + t.encode("utf-8"),
        "utf-16le": lambda: b"\xff\xfe" + t.encode("utf-16-le"),
        "utf-16be": lambda: b"\xfe\xff" + t.encode("utf-16-be"),
    }[encoding]()

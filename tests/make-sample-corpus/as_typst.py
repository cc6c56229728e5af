"""`Source` → PDF by typst, in TeX Gyre Termes."""

import datetime

from source import spans

PAGE = """
#set document(title: "%TITLE%", date: datetime(year: %Y%, month: %M%, day: %D%))
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm),
  header: context { if counter(page).get().first() > 1 { align(center, text(size: 13pt, counter(page).display())) } })
#set text(font: "%FONT%", size: 13.5pt, lang: "vi", hyphenate: false)
#set par(justify: true, leading: 0.62em, spacing: 0.95em, first-line-indent: (amount: 10mm, all: true))
#let flat(body) = { set par(first-line-indent: 0mm, justify: false); body }
#let rule(width) = box(width: 100%, height: 3pt, align(center, line(length: width, stroke: 0.7pt)))
"""


def esc(text):
    """A typst string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def inline(text):
    """Marked-up text → typst content: `#text(...)` runs and line breaks."""
    out = ""
    for run, bold in spans(text):
        parts = run.split("\n")
        for i, part in enumerate(parts):
            if i:
                out += "#linebreak()"
            if part:
                out += f"#text(weight: {esc('bold' if bold else 'regular')}, {esc(part)})"
    return out


def line(text, size=None, weight="regular", style="normal"):
    size = f"size: {size}pt, " if size else ""
    return f'#text({size}weight: "{weight}", style: "{style}", {esc(text)})'


def stack(lines):
    return "[" + " #linebreak() ".join(lines) + "]"


def signature(lines, name, party, seal=()):
    rows = [line(l, weight="regular" if party and i else "bold") for i, l in enumerate(lines)]
    out = stack(rows) + " + v(%s)" % ("2mm" if seal else "19mm")
    if seal:
        ring = " #linebreak() ".join(line(s, 4.4, "bold") for s in seal)
        out += (" + align(center, rotate(-9deg, circle(radius: 11mm, inset: 0mm, stroke: 1.6pt + rgb(\"#c8202f\"), "
                f"align(center + horizon, [#set text(fill: rgb(\"#c8202f\")); {ring}])))) + v(-3mm)")
    return out + (" + " + stack([line(name, weight="bold")]) if name else "")


def document(src):
    """The typst source of the whole document."""
    m = src.meta
    date = m.get("made", datetime.date(2026, 1, 5))
    out = PAGE
    for key, value in (("%TITLE%", src.get("title", "")), ("%FONT%", src.get("font", "TeX Gyre Termes")),
                       ("%Y%", date.year), ("%M%", date.month), ("%D%", date.day)):
        out = out.replace(key, str(value))
    left = [line(l, 12.5) for l in src.get("parent", [])] + [line(l, 12.5, "bold") for l in src.get("body", [])]
    under = line("*", 13) if src.party else "#v(-2mm) #rule(28mm)"
    vv = ""
    if src.letter:
        vv = " #linebreak() ".join(line(l, 12, style="italic" if src.party else "normal") for l in src.get("subject", []))
        vv = f"#v(1mm) {vv}"
    if src.party:
        right = f"{line(src.motto[0], 13.5, 'bold')} #v(-2.5mm) #rule(62mm)"
    else:
        right = f"{line(src.motto[0], 12, 'bold')} #linebreak() {line(src.motto[1], 13, 'bold')} #v(-2.5mm) #rule(52mm)"
    if src.get("top_note"):
        out += f"#flat(align(center, text(size: 10pt, {esc(src.get('top_note'))})))\n#v(1mm)\n"
    out += f"""#flat(grid(columns: (43%, 57%), row-gutter: 2.5mm, align: center + top,
  [{" #linebreak() ".join(left)} #linebreak() {under}], [{right}],
  [{line(src.get("number_line"), 13)} {vv}], [{line(src.get("date_line"), 13, style="italic")}]))
"""
    for key in ("urgency", "draft", "circulation"):
        if src.get(key):
            out += f"#flat(box(stroke: 0.8pt, inset: 4pt, {esc(src.get(key))}))\n\n"
    if not src.letter:
        rows = [line(src.get("kind"), 14.5, "bold")] + [line(l, 14, "bold") for l in src.get("subject", [])]
        out += f"#v(3mm)\n#flat(align(center)[{' #linebreak() '.join(rows)} #v(-2mm) #rule(34mm)])\n\n"
    if who := src.get("addressees"):
        label, end = src.get("addressed", "Kính gửi"), ("," if src.party else ";")
        if len(who) == 1:
            out += f"#flat(pad(left: 22mm, y: 2mm)[{line(label + ': ' + who[0])}])\n\n"
        else:
            rows = [line(f"- {w}{'.' if i == len(who) - 1 else end}") for i, w in enumerate(who)]
            out += f"#flat(pad(left: 18mm, y: 2mm, grid(columns: (auto, 1fr), column-gutter: 2mm, row-gutter: 2.6mm, [{line(label + ':')}], [{rows[0]}], " + ", ".join(f"[], [{r}]" for r in rows[1:]) + ")))\n\n"
    for i, (kind, payload) in enumerate(src.blocks):
        last = i == len(src.blocks) - 1
        if kind == "page":
            out += "#pagebreak()\n"
        elif kind == "table":
            n = len(payload[0])
            cols = src.get("columns", ["auto"] + ["1fr"] * (n - 1))
            cells = ", ".join(f"table.cell(align: center)[*{inline(c)}*]" for c in payload[0])
            rows = ", ".join(f"[{inline(c)}]" for r in payload[1:] for c in r)
            out += f"#block[#set text(size: 12pt); #flat(table(columns: ({', '.join(cols)}), stroke: 0.6pt, inset: 5pt, align: left, table.header({cells}), {rows}))]\n\n"
        elif kind == "h":
            out += f"#flat(align(center)[*{inline(payload)}*])\n\n"
        elif kind == "b":
            out += f"*{inline(payload)}*\n\n"
        elif kind == "i":
            out += f"#emph[{inline(payload)}]\n\n"
        elif last or payload.startswith("**") and len(payload) < 60:  # keeps with what follows
            out += f"#block(sticky: true, par[{inline(payload)}])\n\n"
        else:
            out += f"{inline(payload)}\n\n"
    end, rec, to = ("," if src.party else ";"), src.get("recipients", []), ""
    if rec:
        label = f"#underline({esc('Nơi nhận:')})" if src.party else line("Nơi nhận:", 12, "bold", "italic")
        to = label + "".join(f" #linebreak() {line(f'- {r}' + ('.' if i == len(rec) - 1 else end), 11)}" for i, r in enumerate(rec))
    sign = signature(src.get("sign", []), src.get("signer"), src.party, src.get("seal", []))
    out += f"#v(3mm)\n#block(breakable: false, flat(grid(columns: (48%, 52%), align: (left, center), [{to}], {sign})))\n"
    out += f"#v(6mm)\n#flat[#line(length: 100%, stroke: 0.4pt + gray) #v(-3mm) {line(src.note, 9.5, style='italic')}]\n"
    return out


def make(src, target):
    """Compiles; the date comes from the source, so that the same bytes come out."""
    import typst
    pdf = typst.compile(document(src).encode("utf-8"), format="pdf", timestamp=1767225600)
    target.write_bytes(pdf)

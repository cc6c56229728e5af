"""`Source` → HTML for the two producers that print HTML: Chromium and WeasyPrint.

Page size, margins and type sizes follow Nghị định 30/2020/NĐ-CP, Phụ lục I (A4, 30 mm left,
15 mm right, 20 mm top and bottom, 13–14 pt, số trang on top from page 2).
"""

import html
import os
import subprocess
import tempfile
from pathlib import Path

from source import spans

CSS = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm;
        @top-center { content: counter(page); font: 13pt FONT; } }
@page :first { @top-center { content: none; } }
body { font: 13.5pt/1.24 FONT; margin: 0; color: #000; }
table.head, table.foot { width: 100%; border-collapse: collapse; margin-bottom: 8pt; }
table.head td, table.foot td { vertical-align: top; text-align: center; padding: 0; }
table.head { font-size: 12.5pt; line-height: 1.2; }
.left { width: 43%; } .right { width: 57%; }
.own { font-weight: bold; }
.rule { border-top: .8pt solid #000; margin: 2pt auto 5pt; height: 0; }
.motto { font-weight: bold; white-space: nowrap; }
.motto.small { font-size: 13.2pt; }
.date { font-style: italic; font-size: 13pt; padding-top: 5pt; }
.number { padding-top: 5pt; }
.vv { font-size: 12pt; padding: 5pt 6pt 0; }
.party .vv { font-style: italic; }
.mark { display: inline-block; border: 1pt solid #000; padding: 1pt 9pt; font-weight: bold; font-size: 12.5pt; margin: 0 0 6pt; }
.urgent { color: #b3121d; border-color: #b3121d; }
.kind { text-align: center; font-weight: bold; font-size: 14.5pt; margin: 12pt 0 2pt; }
.about { text-align: center; font-weight: bold; margin: 0; }
.to { margin: 10pt 0 8pt 22mm; } .to p { text-indent: 0; margin: 2pt 0; text-align: left; }
p { margin: 5pt 0; text-align: justify; text-indent: 10mm; }
p.h { text-align: center; font-weight: bold; text-indent: 0; margin: 9pt 0; }
p.b { font-weight: bold; } p.i { font-style: italic; }
table.data { border-collapse: collapse; width: 100%; font-size: 12pt; margin: 8pt 0; }
table.data td, table.data th { border: .7pt solid #000; padding: 3pt 5pt; vertical-align: top; text-align: left; }
table.data th { text-align: center; }
table.foot { margin-top: 12pt; page-break-inside: avoid; break-inside: avoid; }
table.foot td.to-whom { text-align: left; font-size: 11pt; line-height: 1.25; width: 46%; }
.to-whom b { font-size: 12pt; font-style: italic; } .party .to-whom b { font-weight: normal; font-style: normal; text-decoration: underline; font-size: 13pt; }
.sign b { display: block; } .sign .title { display: block; }
.state .sign .title { font-weight: bold; }
.gap { height: 46pt; } .signer { font-weight: bold; }
.stamp { font: 6.5pt/1.25 'Noto Sans'; color: #1a3f8b; text-align: left; width: 52mm; margin: 0 0 2mm auto; }
.last { break-after: avoid; page-break-after: avoid; }
.end { break-inside: avoid; page-break-inside: avoid; }
.note { text-indent: 0; text-align: left; font-size: 9.5pt; font-style: italic; border-top: .5pt solid #777; padding-top: 3pt; margin-top: 12pt; color: #333; }
.topnote { text-indent: 0; text-align: center; font-size: 10pt; margin: 0 0 8pt; }
"""


def inline(text):
    out = "".join(f"<b>{html.escape(t)}</b>" if bold else html.escape(t) for t, bold in spans(text))
    return out.replace("\n", "<br>")


def page(src):
    """The whole HTML document."""
    esc = html.escape
    font = src.get("font", "FreeSerif")
    rule = lambda w: f'<div class="rule" style="width:{w}"></div>'
    left = "".join(f"<div>{esc(l)}</div>" for l in src.get("parent", []))
    left += "".join(f'<div class="own">{esc(l)}</div>' for l in src.get("body", []))
    left += "<div>*</div>" if src.party else rule("32%")
    left += f'<div class="number">{esc(src.get("number_line"))}</div>'
    if src.letter:
        left += '<div class="vv">' + "<br>".join(map(esc, src.get("subject", []))) + "</div>"
    if src.party:
        right = f'<div class="motto">{src.motto[0]}</div>' + rule("64%")
    else:
        right = f'<div class="motto">{src.motto[0]}</div><div class="motto small">{src.motto[1]}</div>' + rule("58%")
    right += f'<div class="date">{esc(src.get("date_line"))}</div>'
    out = [f'<div class="{"party" if src.party else "state"}">']
    if src.get("top_note"):
        out.append(f'<p class="topnote">{esc(src.get("top_note"))}</p>')
    if src.get("stamp"):
        out.append('<div class="stamp">' + "<br>".join(map(esc, src.get("stamp"))) + "</div>")
    out.append(f'<table class="head"><tr><td class="left">{left}</td><td class="right">{right}</td></tr></table>')
    for key, style in (("urgency", "mark urgent"), ("draft", "mark"), ("circulation", "mark")):
        if src.get(key):
            out.append(f'<div class="{style}">{esc(src.get(key))}</div>')
    if not src.letter:
        out.append(f'<div class="kind">{esc(src.get("kind"))}</div>')
        out += [f'<div class="about">{esc(l)}</div>' for l in src.get("subject", [])]
        out.append(rule("22%"))
    if who := src.get("addressees"):
        label = esc(src.get("addressed", "Kính gửi"))
        end = "," if src.party else ";"
        if len(who) == 1:
            out.append(f'<div class="to"><p>{label}: {esc(who[0])}</p></div>')
        else:
            rows = [f"- {esc(w)}{'.' if i == len(who) - 1 else end}" for i, w in enumerate(who)]
            out.append(f'<div class="to"><p>{label}:</p>' + "".join(f"<p>{r}</p>" for r in rows) + "</div>")
    for i, (kind, payload) in enumerate(src.blocks):
        if kind == "page":
            out.append('<div style="break-after:page"></div>')
        elif kind == "table":
            head = "".join(f"<th>{inline(c)}</th>" for c in payload[0])
            rows = "".join("<tr>" + "".join(f"<td>{inline(c)}</td>" for c in r) + "</tr>" for r in payload[1:])
            out.append(f'<table class="data"><thead><tr>{head}</tr></thead>{rows}</table>')
        else:
            last = " last" if i == len(src.blocks) - 1 else ""
            out.append(f'<p class="{kind}{last}">{inline(payload)}</p>')
    out.append(f'<div class="end">{foot(src)}<p class="note">{esc(src.note)}</p></div></div>')
    css = CSS.replace("FONT", f"'{font}'")
    return f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{esc(src.get("title", ""))}</title><style>{css}</style>{"".join(out)}</html>'


def foot(src):
    esc = html.escape
    to, end = "", ("," if src.party else ";")
    if rec := src.get("recipients"):
        to = "<b>Nơi nhận:</b>" + "".join(f"<div>- {esc(r)}{'.' if i == len(rec) - 1 else end}</div>" for i, r in enumerate(rec))
    side = lambda s: signature(s)
    sign = src.get("sign", [])
    cells = f'<td class="to-whom">{to}</td><td class="sign">{side((sign, src.get("signer")))}</td>'
    if co := src.get("cosign"):
        cells = f'<td class="sign">{side((co[0][:-1], co[0][-1]))}</td><td class="sign">{side((sign, src.get("signer")))}</td>'
    return f'<table class="foot"><tr>{cells}</tr></table>'


def signature(block):
    lines, name = block
    out = "".join(f'<span class="{"title" if i else "first"}">' + (f"<b>{html.escape(l)}</b>" if i == 0 else html.escape(l)) + "</span>" for i, l in enumerate(lines))
    return out + '<div class="gap"></div>' + (f'<div class="signer">{html.escape(name)}</div>' if name else "")


def chromium(src, target):
    """Prints with Chromium (Skia/PDF)."""
    with tempfile.TemporaryDirectory() as tmp:
        page_file = Path(tmp) / "in.html"
        page_file.write_text(page(src), encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--user-data-dir={tmp}/profile", f"--print-to-pdf={tmp}/out.pdf", page_file.as_uri()],
            check=True, capture_output=True, timeout=120)
        target.write_bytes((Path(tmp) / "out.pdf").read_bytes())


def weasyprint(src, target):
    """Prints with WeasyPrint (pydyf)."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")
    import weasyprint as wp
    wp.HTML(string=page(src)).write_pdf(target)

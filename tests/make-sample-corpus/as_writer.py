"""`Source` → PDF by LibreOffice Writer, through a flat ODT (one XML file) of our own."""

import re
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from source import spans

NS = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"' for p, u in (
    ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("fo", "xsl-fo-compatible"),
    ("svg", "svg-compatible"), ("draw", "drawing")))


def paragraph_style(name, size=13.5, align="justify", bold=False, italic=False, underline=False, top=0, bottom=0,
                    indent=0, left=0, right=0, line="125%", more=""):
    text = f'fo:font-size="{size}pt"'
    text += ' fo:font-weight="bold"' if bold else ""
    text += ' fo:font-style="italic"' if italic else ""
    text += ' style:text-underline-style="solid" style:text-underline-width="auto" style:text-underline-color="font-color"' if underline else ""
    return (f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
            f'<style:paragraph-properties fo:text-align="{align}" fo:margin-top="{top}mm" fo:margin-bottom="{bottom}mm" '
            f'fo:text-indent="{indent}mm" fo:margin-left="{left}mm" fo:margin-right="{right}mm" fo:line-height="{line}" {more}/>'
            f'<style:text-properties {text}/></style:style>')


def styles(font, widths):
    # TeX Gyre Termes and Noto Serif bring a tall line of their own
    body = {"FreeSerif": "125%", "TeX Gyre Termes": "104%", "Noto Serif": "100%"}[font]
    tight = dict(align="center", line={"FreeSerif": "110%"}.get(font, "92%"))
    rule = lambda name, side: paragraph_style(name, 3, "center", left=side, right=side, bottom=1, line="100%",
                                              more='fo:border-bottom="0.7pt solid #000000"')
    cells = "".join(f'<style:style style:name="{n}" style:family="table-column"><style:table-column-properties style:column-width="{w}mm"/></style:style>'
                    for n, w in [("Left", 70), ("Right", 95), ("To", 80), ("Sign", 85)] + [(f"Col{i}", w) for i, w in enumerate(widths)])
    return "".join([
        paragraph_style("Plain", 12.5, **tight), paragraph_style("Own", 12.5, bold=True, **tight),
        paragraph_style("Motto1", 12, bold=True, **tight), paragraph_style("Motto2", 13, bold=True, **tight),
        paragraph_style("Party", 14, bold=True, underline=True, **tight),
        paragraph_style("Date", 13, italic=True, top=2, **tight), paragraph_style("Number", 13, top=2, **tight),
        paragraph_style("Vv", 12, **tight), paragraph_style("VvParty", 12, italic=True, **tight),
        rule("Rule1", 25), rule("Rule2", 21), rule("Rule3", 65),
        paragraph_style("Mark", 12.5, "left", bold=True, top=1, bottom=1), paragraph_style("Top", 10, "center", bottom=2),
        paragraph_style("Kind", 14.5, "center", bold=True, top=4), paragraph_style("About", 14, "center", bold=True, line=body),
        paragraph_style("To1", align="left", left=18, top=3), paragraph_style("To2", align="left", left=28),
        paragraph_style("ToLast", align="left", left=28, bottom=3),
        paragraph_style("Body", bottom=1.6, indent=10, line=body), paragraph_style("Ground", bottom=1.4, indent=10, italic=True, line=body),
        paragraph_style("Last", bottom=1.6, indent=10, line=body, more='fo:keep-with-next="always"'),
        paragraph_style("Strong", bottom=1.6, indent=10, bold=True, line=body), paragraph_style("Centre", align="center", bold=True, top=1, bottom=2, line=body),
        paragraph_style("Break", 1, more='fo:break-before="page"'),
        paragraph_style("Cell", 12, "left", line="100%"), paragraph_style("CellTop", 12, "center", bold=True, line="110%"),
        paragraph_style("Nn", 12, "left", bold=True, italic=True, line="110%"), paragraph_style("NnParty", 13, "left", underline=True, line="110%"),
        paragraph_style("NnItem", 11, "left", line="100%"), paragraph_style("Sign1", 13.5, bold=True, **tight),
        paragraph_style("Sign2", 13.5, **tight), paragraph_style("Gap", 6, more='fo:keep-with-next="always"'), paragraph_style("Signer", 13.5, bold=True, top=19, **tight),
        paragraph_style("Note", 9.5, "left", italic=True, top=5, more='fo:border-top="0.4pt solid #777777" fo:padding-top="1mm"'),
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>',
        '<style:style style:name="BareT" style:family="table"><style:table-properties style:width="165mm" table:align="left" style:may-break-between-rows="false"/></style:style>',
        '<style:style style:name="SignT" style:family="table"><style:table-properties style:width="165mm" table:align="left" style:may-break-between-rows="false" fo:keep-with-next="always"/></style:style>',
        '<style:style style:name="DataT" style:family="table"><style:table-properties style:width="165mm" table:align="left" fo:margin-bottom="2mm"/></style:style>',
        '<style:style style:name="BareC" style:family="table-cell"><style:table-cell-properties fo:border="none" fo:padding="0mm"/></style:style>',
        '<style:style style:name="DataC" style:family="table-cell"><style:table-cell-properties fo:border="0.6pt solid #000000" fo:padding="1mm"/></style:style>',
        cells])


def p(style, text):
    runs = "".join(f'<text:span text:style-name="B">{escape(t)}</text:span>' if bold else escape(t) for t, bold in spans(text))
    runs = runs.replace("\n", "<text:line-break/>")
    runs = re.sub(r" ( +)", lambda m: f' <text:s text:c="{len(m.group(1))}"/>', runs)
    return f'<text:p text:style-name="{style}">{runs}</text:p>'


def two(left, right, a, b, table="BareT"):
    cell = lambda body: f'<table:table-cell table:style-name="BareC" office:value-type="string">{body}</table:table-cell>'
    return (f'<table:table table:style-name="{table}"><table:table-column table:style-name="{a}"/><table:table-column table:style-name="{b}"/>'
            f"<table:table-row>{cell(left)}{cell(right)}</table:table-row></table:table>")


def data(rows, widths):
    cell = lambda style, c: f'<table:table-cell table:style-name="DataC" office:value-type="string">{p(style, c)}</table:table-cell>'
    row = lambda style, r: "<table:table-row>" + "".join(cell(style, c) for c in r) + "</table:table-row>"
    head = f'<table:table-header-rows>{row("CellTop", rows[0])}</table:table-header-rows>'
    return (f'<table:table table:style-name="DataT">' + "".join(f'<table:table-column table:style-name="Col{i}"/>' for i in range(len(widths)))
            + head + "".join(row("Cell", r) for r in rows[1:]) + "</table:table>")


def document(src):
    """The flat ODT."""
    left = "".join(p("Plain", l) for l in src.get("parent", [])) + "".join(p("Own", l) for l in src.get("body", []))
    left += p("Plain", "*") if src.party else p("Rule1", "")
    left += p("Number", src.get("number_line"))
    if src.letter:
        left += "".join(p("VvParty" if src.party else "Vv", l) for l in src.get("subject", []))
    right = p("Party", src.motto[0]) + p("Plain", "") if src.party else p("Motto1", src.motto[0]) + p("Motto2", src.motto[1]) + p("Rule2", "")
    right += p("Date", src.get("date_line"))
    out = p("Top", src.get("top_note")) if src.get("top_note") else ""
    out += two(left, right, "Left", "Right")
    out += "".join(p("Mark", src.get(k)) for k in ("urgency", "draft", "circulation") if src.get(k))
    if not src.letter:
        out += p("Kind", src.get("kind")) + "".join(p("About", l) for l in src.get("subject", [])) + p("Rule3", "")
    if who := src.get("addressees"):
        label, end = src.get("addressed", "Kính gửi"), ("," if src.party else ";")
        if len(who) == 1:
            out += p("To1", f"{label}: {who[0]}")
        else:
            rows = [f"- {w}{'.' if i == len(who) - 1 else end}" for i, w in enumerate(who)]
            out += p("To1", f"{label}:") + "".join(p("ToLast" if i == len(rows) - 1 else "To2", r) for i, r in enumerate(rows))
    columns = next((len(rows[0]) for kind, rows in src.blocks if kind == "table"), 0)
    widths = src.get("widths", [165 / columns] * columns if columns else [])
    for i, (kind, payload) in enumerate(src.blocks):
        last = "Last" if i == len(src.blocks) - 1 else "Body"
        out += {"page": lambda: p("Break", ""), "table": lambda: data(payload, widths), "h": lambda: p("Centre", payload),
                "b": lambda: p("Strong", payload), "i": lambda: p("Ground", payload), "p": lambda: p(last, payload)}[kind]()
    rec, end = src.get("recipients", []), ("," if src.party else ";")
    to = p("NnParty" if src.party else "Nn", "Nơi nhận:") if rec else ""
    to += "".join(p("NnItem", f"- {r}{'.' if i == len(rec) - 1 else end}") for i, r in enumerate(rec))
    sign = "".join(p("Sign2" if src.party and i else "Sign1", l) for i, l in enumerate(src.get("sign", [])))
    sign += p("Signer", src.get("signer", ""))
    out += p("Gap", "") + two(to, sign, "To", "Sign", "SignT") + p("Note", src.note)
    font = src.get("font", "TeX Gyre Termes")
    header = ('<style:header><text:p text:style-name="Head"><text:page-number text:select-page="current"/></text:p></style:header>'
              '<style:header-first><text:p text:style-name="Head"/></style:header-first>')
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {NS} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'{font}'"/></office:font-face-decls>
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="F" fo:font-size="13.5pt" fo:language="vi" fo:country="VN"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/></office:styles>
<office:automatic-styles>{styles(font, widths)}
<style:style style:name="Head" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="13pt"/></style:style>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin-top="11mm" fo:margin-bottom="18mm" fo:margin-left="30mm" fo:margin-right="15mm"/>
<style:header-style><style:header-footer-properties fo:min-height="8mm" fo:margin-bottom="1mm"/></style:header-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">{header}</style:master-page></office:master-styles>
<office:body><office:text>{out}</office:text></office:body></office:document>"""


def make(src, target):
    """Converts with a profile of its own, then writes fixed dates and ids over the ones of the day, in place."""
    with tempfile.TemporaryDirectory() as tmp:
        Path(tmp, "in.fodt").write_text(document(src), encoding="utf-8")
        subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp}/profile", "--headless", "--convert-to",
                        "pdf:writer_pdf_Export", "--outdir", tmp, f"{tmp}/in.fodt"],
                       check=True, capture_output=True, timeout=180)
        target.write_bytes(Path(tmp, "in.pdf").read_bytes())

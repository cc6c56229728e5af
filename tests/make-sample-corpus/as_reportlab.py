"""`Source` → PDF by ReportLab (Platypus), in FreeSerif or Noto Serif, byte for byte the same each time."""

from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (Flowable, KeepTogether, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table,
                                TableStyle)

FONTS = {
    "FreeSerif": ("/usr/share/fonts/truetype/freefont/FreeSerif{}.ttf", ("", "Bold", "Italic", "BoldItalic")),
    "Noto Serif": ("/usr/share/fonts/truetype/noto/NotoSerif-{}.ttf", ("Regular", "Bold", "Italic", "BoldItalic")),
}


def register(name):
    pattern, faces = FONTS[name]
    names = []
    for face, suffix in zip(faces, ("", "-B", "-I", "-BI")):
        full = name.replace(" ", "") + suffix
        pdfmetrics.registerFont(TTFont(full, pattern.format(face)))
        names.append(full)
    pdfmetrics.registerFontFamily(names[0], *names)
    return names[0]


def esc(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def inline(text):
    from source import spans
    return "".join(f"<b>{esc(t)}</b>" if bold else esc(t) for t, bold in spans(text)).replace("\n", "<br/>")


class Styles:
    def __init__(self, font):
        self.font = font

    def __call__(self, size=13, align=TA_LEFT, bold=False, italic=False, **more):
        face = self.font + ("-" if bold or italic else "") + ("B" if bold else "") + ("I" if italic else "")
        more.setdefault("leading", size * 1.28)
        return ParagraphStyle("s", fontName=face, fontSize=size, alignment=align, **more)


class Rule(Flowable):
    """A line in the middle of the room there is; `width` None takes all of it."""

    def __init__(self, width=None, thickness=0.8):
        super().__init__()
        self.line, self.thickness = width, thickness

    def wrap(self, room, _height):
        self.room = room
        return room, 4

    def draw(self):
        width = self.line or self.room
        start = (self.room - width) / 2
        self.canv.setLineWidth(self.thickness)
        self.canv.line(start, 2, start + width, 2)


def make(src, target):
    """Builds the file with `invariant` on: no clock, no random id."""
    rl_config.invariant = 1
    st = Styles(register(src.get("font", "FreeSerif")))
    centre = lambda text, size=12.5, **more: Paragraph(inline(text), st(size, TA_CENTER, **more))
    left = [centre(l, 12) for l in src.get("parent", [])] + [centre(l, 12, bold=True) for l in src.get("body", [])]
    left += [centre("*")] if src.party else [Rule(22 * mm)]
    left += [Spacer(1, 4), centre(src.get("number_line"), 13)]
    if src.letter:
        left += [Spacer(1, 3)] + [centre(l, 11.5, italic=src.party) for l in src.get("subject", [])]
    if src.party:
        right = [centre(src.motto[0], 13.5, bold=True), Rule(60 * mm)]
    else:
        right = [centre(src.motto[0], 11.8, bold=True), centre(src.motto[1], 12.8, bold=True), Rule(52 * mm)]
    right += [Spacer(1, 4), centre(src.get("date_line"), 13, italic=True)]
    bare = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                       ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0)])
    story = [Table([[left, right]], colWidths=[70 * mm, 95 * mm], style=bare), Spacer(1, 8)]
    for key in ("urgency", "draft", "circulation"):
        if src.get(key):
            story.append(Paragraph(f"<b>{esc(src.get(key))}</b>", st(12.5)))
    if not src.letter:
        story += [Spacer(1, 4), centre(src.get("kind"), 14.5, bold=True)]
        story += [centre(l, 13.5, bold=True) for l in src.get("subject", [])] + [Rule(34 * mm), Spacer(1, 4)]
    if who := src.get("addressees"):
        label, end = src.get("addressed", "Kính gửi"), ("," if src.party else ";")
        rows = [f"{label}: {who[0]}"] if len(who) == 1 else [f"{label}:"] + [f"- {w}{'.' if i == len(who) - 1 else end}" for i, w in enumerate(who)]
        story += [Paragraph(esc(r), st(13.5, leftIndent=20 * mm)) for r in rows] + [Spacer(1, 6)]
    para = dict(spaceAfter=5.5, firstLineIndent=10 * mm)
    for kind, payload in src.blocks:
        if kind == "page":
            story.append(PageBreak())
        elif kind == "table":
            cell, top = st(11.5), st(11.5, TA_CENTER, bold=True)
            rows = [[Paragraph(inline(c), top) for c in payload[0]]] + [[Paragraph(inline(c), cell) for c in r] for r in payload[1:]]
            widths = [w * mm for w in src.get("widths", [165 / len(payload[0])] * len(payload[0]))]
            grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.6, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
            story += [Table(rows, colWidths=widths, style=grid, repeatRows=1), Spacer(1, 6)]
        elif kind == "h":
            story.append(Paragraph(inline(payload), st(13.5, TA_CENTER, bold=True, spaceAfter=6, spaceBefore=3)))
        elif kind in "bi":
            story.append(Paragraph(inline(payload), st(13.5, TA_JUSTIFY, bold=kind == "b", italic=kind == "i", **dict(para, keepWithNext=kind == "b"))))
        else:
            story.append(Paragraph(inline(payload), st(13.5, TA_JUSTIFY, **para)))
    rec, end = src.get("recipients", []), ("," if src.party else ";")
    to = []
    if rec:
        to = [Paragraph("<u>Nơi nhận:</u>" if src.party else "Nơi nhận:", st(12.5 if src.party else 12, bold=not src.party, italic=not src.party))]
        to += [Paragraph(esc(f"- {r}{'.' if i == len(rec) - 1 else end}"), st(11)) for i, r in enumerate(rec)]
    sign = [centre(l, 13, bold=not (src.party and i)) for i, l in enumerate(src.get("sign", []))]
    sign += [Spacer(1, 18 * mm)] + ([centre(src.get("signer"), 13.5, bold=True)] if src.get("signer") else [])
    last = [story.pop()]  # the signature never stands alone on a page, nor does a heading
    if len(src.blocks) > 1 and src.blocks[-2][0] == "b":
        last.insert(0, story.pop())
    story += [KeepTogether([*last, Spacer(1, 8), Table([[to, sign]], colWidths=[78 * mm, 87 * mm], style=bare)])]
    story += [Spacer(1, 12), Rule(thickness=0.4), Paragraph(esc(src.note), st(9.5, italic=True))]

    def numbered(canvas, doc):
        if doc.page > 1:
            canvas.setFont(st.font, 13)
            canvas.drawCentredString(30 * mm + 165 / 2 * mm, A4[1] - 13 * mm, str(doc.page))

    SimpleDocTemplate(str(target), pagesize=A4, leftMargin=30 * mm, rightMargin=15 * mm, topMargin=18 * mm,
                      bottomMargin=18 * mm, title=src.get("title", "")).build(story, onFirstPage=numbered, onLaterPages=numbered)

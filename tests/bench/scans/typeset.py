"""Sets a directive on A4 pages in the form of Decree 30/2020 (State) or of Party papers.

In: a directive, its number, a font. Out: pages of words with places in points (1/72 inch, from the
top left), rules, and the true text in pieces, each with the part of the page it stands in. Draws them.
"""

from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 85.0, 547.0, 57.0, 785.0
# where the two columns of the head and the foot stand: middle, width
HEAD_LEFT, HEAD_RIGHT = (176.0, 190.0), (412.0, 276.0)
FOOT_LEFT, FOOT_RIGHT = (LEFT, 215.0), (435.0, 222.0)
MEASURE = 8  # widths are measured on a font of this many pixels a point

TERMES = "/usr/share/texmf/fonts/opentype/public/tex-gyre/texgyretermes-"
FREE = "/usr/share/fonts/truetype/freefont/FreeSerif"
NOTO = "/usr/share/fonts/truetype/noto/NotoSerif-"
# name → (regular, bold, italic, bold italic), size in points, step from line to line
FONTS = {
    "termes": ([TERMES + f"{style}.otf" for style in ("regular", "bold", "italic", "bolditalic")], 14.0, 18.2),
    "freeserif": ([FREE + f"{style}.ttf" for style in ("", "Bold", "Italic", "BoldItalic")], 13.5, 17.6),
    "notoserif": ([NOTO + f"{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic")], 12.0, 17.2),
}
REGULAR, BOLD, ITALIC, BOLD_ITALIC = range(4)

_loaded = {}


def load(name, style, pixels):
    key = (name, style, pixels)
    if key not in _loaded:
        _loaded[key] = ImageFont.truetype(FONTS[name][0][style], pixels, layout_engine=ImageFont.Layout.BASIC)
    return _loaded[key]


def missing(name, characters):
    """Characters that a font of the family draws as the box of an unknown one."""
    lacking = set()
    for style in range(4):
        font = load(name, style, 40)
        unknown = bytes(font.getmask("\ufffe"))
        lacking |= {c for c in characters if not c.isspace() and bytes(font.getmask(c)) == unknown}
    return lacking


@dataclass
class Word:
    x: float
    y: float  # base line
    text: str
    style: int
    size: float


@dataclass
class Page:
    words: list = field(default_factory=list)
    rules: list = field(default_factory=list)  # (x from, x to, y)
    pieces: list = field(default_factory=list)  # (part, text); parts: number head-left-1 … body foot-left foot-right
    signature: tuple = None  # where title and name leave room for a hand and a seal


class Setter:
    def __init__(self, font, share=1.0):
        self.font = font
        self.size, self.step = (value * share for value in FONTS[font][1:])
        self.pages = [Page()]
        self.y = TOP
        self.segments = []  # whole paragraphs of the body, also those that a page's end parts

    @property
    def page(self):
        return self.pages[-1]

    def width(self, text, style, size):
        return load(self.font, style, round(size * MEASURE)).getlength(text) / MEASURE

    def wrap(self, text, style, size, width, indent=0.0):
        """Lines of words with the words' widths; the first line is shorter by the indent."""
        space, lines, line, used = self.width(" ", style, size), [], [], indent
        for word in text.split():
            wide = self.width(word, style, size)
            if line and used + space + wide > width:
                lines.append(line)
                line, used = [], 0.0
            used += wide + (space if line else 0.0)
            line.append((word, wide))
        return lines + ([line] if line else [])

    def put(self, line, x, y, style, size, gap):
        for word, wide in line:
            self.page.words.append(Word(x, y, word, style, size))
            x += wide + gap

    def middle(self, text, style, size, middle, width, y, step):
        """Lines around a middle, from `y` on; returns the y behind them."""
        space = self.width(" ", style, size)
        for line in self.wrap(text, style, size, width):
            wide = sum(w for _, w in line) + space * (len(line) - 1)
            y += step
            self.put(line, middle - wide / 2, y, style, size, space)
        return y

    def column(self, lines, place, y):
        """Lines of a column: (text, style, size); one too wide by little is set smaller, else wrapped."""
        middle, width = place
        for text, style, size in lines:
            wide = self.width(text, style, size)
            if width < wide < width * 1.2:
                size *= width / wide * 0.995
            y = self.middle(text, style, size, middle, width, y, size * 1.25)
        return y

    def under(self, place, y, wide):
        self.page.rules.append((place[0] - wide / 2, place[0] + wide / 2, y + 4))
        return y + 6

    def new_page(self):
        self.pages.append(Page())
        number = str(len(self.pages))
        self.page.words.append(Word(WIDTH / 2 - 4, TOP - 14, number, REGULAR, self.size))
        self.page.pieces.append(("number", number))
        self.y = TOP

    def head(self, directive, number):
        size = self.size - 1.5
        parents, bodies = directive.lines("parent"), directive.lines("body")
        names = [(line, REGULAR, size) for line in parents] + [(line, BOLD, size) for line in bodies]
        if directive.is_party:
            nation = [("ĐẢNG CỘNG SẢN VIỆT NAM", BOLD, size + 1)]
            names.append(("*", REGULAR, size))
        else:
            nation = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD, size), ("Độc lập - Tự do - Hạnh phúc", BOLD, size + 1)]
        colon = "" if directive.is_party else ":"
        ours = [(f"Số{colon} {number}", REGULAR, size + 0.5)]
        if directive.is_letter:
            ours.append((directive.get("subject") if directive.is_party else "V/v " + directive.get("subject"), REGULAR, size - 0.5))
        left, right = self.column(names, HEAD_LEFT, self.y), self.column(nation, HEAD_RIGHT, self.y)
        if not directive.is_party:
            left = self.under(HEAD_LEFT, left, 70)
        right = self.under(HEAD_RIGHT, right, 165)
        row = max(left, right) + 3
        left = self.column(ours, HEAD_LEFT, row)
        self.column([(directive.date_line, ITALIC, size + 0.5)], HEAD_RIGHT, row)
        for part, lines in (("head-left-1", names), ("head-left-2", ours), ("head-right-1", nation)):
            self.page.pieces.append((part, "\n".join(text for text, _, _ in lines)))
        self.page.pieces.append(("head-right-2", directive.date_line))
        self.y = left + self.step * 0.7

    def centred(self, text, style, size):
        self.y = self.middle(text, style, size, (LEFT + RIGHT) / 2, RIGHT - LEFT - 50, self.y, self.step)
        self.page.pieces.append(("body", text))
        self.segments.append(text)

    def paragraph(self, text, style=REGULAR, indent=28.0, left=LEFT, after=0.32):
        """A justified paragraph that may go on over a page's end."""
        self.segments.append(text)
        space, lines, shown = self.width(" ", style, self.size), self.wrap(text, style, self.size, RIGHT - left, indent), []
        for i, line in enumerate(lines):
            if self.y + self.step > BOTTOM:
                if shown:
                    self.page.pieces.append(("body", " ".join(shown)))
                shown = []
                self.new_page()
            start = left + (0.0 if i else indent)
            gap = space
            if i + 1 < len(lines) and len(line) > 1:
                gap = (RIGHT - start - sum(w for _, w in line)) / (len(line) - 1)
            self.y += self.step
            self.put(line, start, self.y, style, self.size, gap)
            shown.append(" ".join(word for word, _ in line))
        self.page.pieces.append(("body", " ".join(shown)))
        self.y += self.step * after

    def foot(self, directive):
        """Recipients at the left, the signature at the right; both stay on one page."""
        small, size = self.size - 2.5, self.size - 0.5
        end = "," if directive.is_party else ";"
        copies = directive.items("copies")
        copies = ["- " + item + ("." if item is copies[-1] else end) for item in copies]
        high = small * 1.2 * sum(len(self.wrap(item, REGULAR, small, FOOT_LEFT[1])) for item in copies) + 40
        if self.y + max(high, 125) > BOTTOM:
            self.new_page()
        top = self.y + 6
        y = top + self.size
        self.put(self.wrap("Nơi nhận:", BOLD_ITALIC, small + 1, 200)[0], FOOT_LEFT[0], y, BOLD_ITALIC, small + 1, small / 4)
        for item in copies:
            for line in self.wrap(item, REGULAR, small, FOOT_LEFT[1]):
                y += small * 1.2
                self.put(line, FOOT_LEFT[0], y, REGULAR, small, self.width(" ", REGULAR, small))
        signers = [(line, BOLD, size) for line in directive.lines("sign")]
        under = self.column(signers, FOOT_RIGHT, top)
        self.page.signature = (FOOT_RIGHT[0], under + 35)
        self.column([(directive.get("name"), BOLD, size)], FOOT_RIGHT, under + 66)
        self.page.pieces.append(("foot-left", "\n".join(["Nơi nhận:", *copies])))
        self.page.pieces.append(("foot-right", "\n".join([*directive.lines("sign"), directive.get("name")])))


def typeset(directive, number, font):
    """Pages, and the paragraphs of the body as they stand before pages part them.

    Like a clerk: a little smaller if that saves a page, and never a signature alone on the last one.
    """
    for share in (1.0, 0.96, 0.92):
        setter = set_all(directive, number, font, share, carried=0)
        if len(setter.pages) == 1:
            break
    else:
        for carried in range(3):
            setter = set_all(directive, number, font, 1.0, carried)
            if any(part == "body" for part, _ in setter.page.pieces):
                break
    return setter.pages, setter.segments


def set_all(directive, number, font, share, carried):
    """The whole directive; `carried` is how many of its last paragraphs begin a new page."""
    setter = Setter(font, share)
    setter.head(directive, number)
    if not directive.is_letter:
        setter.centred(directive.get("kind"), BOLD, setter.size + 1)
        setter.centred(directive.get("subject"), BOLD, setter.size)
        setter.y += setter.step * 0.5
    for line in directive.lines("head"):
        setter.centred(line, BOLD, setter.size)
    addressees = directive.items("to")
    if len(addressees) == 1:
        setter.centred(f"Kính gửi: {addressees[0]}.", REGULAR, setter.size)
    elif addressees:
        setter.paragraph("Kính gửi:", left=LEFT + 60, after=0)
        for item in addressees:
            setter.paragraph(f"- {item}" + ("." if item is addressees[-1] else ";"), left=LEFT + 105, indent=0.0, after=0)
    setter.y += setter.step * 0.4
    for i, text in enumerate(directive.paragraphs):
        if carried and i == len(directive.paragraphs) - carried:
            setter.new_page()
        if text.startswith("# "):
            setter.centred(text[2:], BOLD, setter.size)
        elif text.startswith("## "):
            setter.paragraph(text[3:], BOLD)
        elif text.startswith("_ "):
            setter.paragraph(text[2:], ITALIC)
        else:
            setter.paragraph(text)
    setter.foot(directive)
    return setter


def draw(page, font, dots):
    """The page in grey, black on white; `dots` are pixels an inch."""
    scale = dots / 72
    image = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 255)
    pen = ImageDraw.Draw(image)
    for word in page.words:
        pen.text((word.x * scale, word.y * scale), word.text, font=load(font, word.style, round(word.size * scale)), fill=15, anchor="ls")
    for x_from, x_to, y in page.rules:
        pen.line((x_from * scale, y * scale, x_to * scale, y * scale), fill=15, width=max(1, round(0.7 * scale)))
    return image

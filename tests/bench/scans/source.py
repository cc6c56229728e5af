"""One directive of `text/`: head lines `key: value`, an empty line, paragraphs parted by empty lines.

In: a text file. Out: a `Directive`. A paragraph that begins with `# ` is a heading in the middle,
`## ` one at the left, `_ ` is set in italics.
"""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).resolve().parent / "text"
ORDINARY_PLACE = "Sông Vân"


@dataclass
class Directive:
    name: str
    head: dict
    paragraphs: list

    def get(self, key, default=""):
        return self.head.get(key, default)

    def lines(self, key):
        """The lines of a value; `|` parts them."""
        return [line.strip() for line in self.get(key).split("|") if line.strip()]

    def items(self, key):
        """The items of a list; `;` parts them."""
        return [item.strip().rstrip(".") for item in self.get(key).split(";") if item.strip()]

    @property
    def is_party(self):
        return self.get("system") == "party"

    @property
    def is_letter(self):
        """A công văn: no kind in its title, its subject under its number."""
        return not self.get("kind")

    @property
    def date_line(self):
        """Days under 10 and the months 1 and 2 have a nought before them (Decree 30/2020, Annex I)."""
        year, month, day = (int(part) for part in self.get("date").split("-"))
        month = f"{month:02}" if month < 3 else str(month)
        return f"{self.get('place', ORDINARY_PLACE)}, ngày {day:02} tháng {month} năm {year}"


def number_of(directive, edition):
    """The number of the first edition is the text's own; later ones get another figure, told by the source."""
    digits = len(directive.get("number")) - len(directive.get("number").lstrip("0123456789"))
    figure = int(directive.get("number")[:digits])
    if edition:
        figure += edition * (100 + 37 * int(directive.name[:2]) % 90)
    return f"{figure:02}{directive.get('number')[digits:]}"


def read(path):
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    top, _, rest = text.partition("\n\n")
    head = dict(line.split(": ", 1) for line in top.splitlines())
    paragraphs = [" ".join(part.split()) for part in rest.split("\n\n") if part.strip()]
    return Directive(path.stem, head, paragraphs)


def read_all():
    return [read(path) for path in sorted(TEXTS.glob("*.txt"))]

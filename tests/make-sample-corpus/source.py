"""One directive as it was written: front matter and blocks.

In: `sources/NAME.md`: TOML between two `+++` lines, then the body. Out: `Source`.
Does not lay anything out; each producer has a module of its own.

The body is paragraphs with a blank line between them:

    # text      a centred bold line (QUYẾT ĐỊNH:, Chương I)
    ## text     a bold line of its own (I. MỤC ĐÍCH, YÊU CẦU)
    ^ text      an italic paragraph (căn cứ)
    | a | b |   a table, one row a line, the first is its head
    ---page---  a page ends here
    text        a paragraph; `**bold**` inside, a line that ends in `\\` breaks there
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOTE = "Bản minh họa, không có giá trị pháp lý."


@dataclass
class Source:
    """`meta`: the front matter as a dict. `blocks`: (kind, text or rows), in order."""

    name: str
    meta: dict
    blocks: list

    def get(self, key, default=None):
        return self.meta.get(key, default)

    @property
    def party(self):
        return self.meta.get("system") == "party"

    @property
    def note(self):
        return self.meta.get("note", NOTE)

    @property
    def motto(self):
        """The right half of the head: lines, the last underlined."""
        if self.party:
            return ["ĐẢNG CỘNG SẢN VIỆT NAM"]
        return ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]

    @property
    def letter(self):
        """A công văn has its subject under its number, not under a kind."""
        return not self.meta.get("kind")


def parse_blocks(body):
    """The body's text → [(kind, payload)]; kinds: h b i p table page."""
    blocks = []
    for chunk in re.split(r"\n\s*\n", body.strip("\n")):
        lines = [line.rstrip() for line in chunk.split("\n")]
        if not any(lines):
            continue
        if lines[0] == "---page---":
            blocks.append(("page", None))
        elif lines[0].startswith("|"):
            rows = [[c.strip() for c in r.strip().strip("|").split("|")] for r in lines]
            blocks.append(("table", rows))
        else:
            text = ""
            for line in lines:
                text += line[:-2] + "\n" if line.endswith("\\\\") else line + " "
            text = text.strip()
            for mark, kind in (("## ", "b"), ("# ", "h"), ("^ ", "i")):
                if text.startswith(mark):
                    blocks.append((kind, text[len(mark):]))
                    break
            else:
                blocks.append(("p", text))
    return blocks


def load(path):
    """One source file → `Source`."""
    text = path.read_text(encoding="utf-8")
    _, front, body = text.split("+++\n", 2)
    return Source(path.stem, tomllib.loads(front), parse_blocks(body))


def load_all():
    """All sources, by name."""
    return [load(p) for p in sorted((HERE / "sources").glob("*.md"))]


def spans(text):
    """`a **b** c` → [("a ", False), ("b", True), (" c", False)]."""
    return [(t, i % 2 == 1) for i, t in enumerate(text.split("**")) if t]

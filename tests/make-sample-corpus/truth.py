"""`sources/*.md` and `searches.toml` → `truth.json`, the gold that tests compare with.

The values are written by hand in the sources (table `[truth]`); nothing here reads a made file.
"""

import json
import tomllib

from damage import unaccented
from source import HERE

FORMATS = {"txt": "txt"}


def names(src, key):
    """Kính gửi or Nơi nhận, as the file writes them."""
    return [unaccented(n) if src.get("style") == "unaccented" else n for n in src.get(key, [])]


def record(src):
    t = dict(src.meta["truth"])
    read = t.get("outcome", "read") == "read"
    if read:
        number, sign = t.get("number"), src.get("sign", [])
        if number:  # 118-CV/TU → CV/TU; 45/2024/NQ-HĐND → NQ-HĐND; 12/KH-UBND → KH-UBND
            t.setdefault("symbol", number.split("-", 1)[1] if src.party else number.rsplit("/", 1)[1])
        t.setdefault("year", int(t["date"][:4]) if "date" in t else None)
        t.setdefault("place", src.get("date_line").split(",")[0])
        t.setdefault("signer_name", src.get("signer"))
        ranks = [line for line in sign if not line.startswith(("TM.", "KT.", "TL.", "TUQ.", "T/M", "K/T", "T/L"))]
        t.setdefault("signer_title", ranks[-1] if ranks else None)
        t.setdefault("signer_capacity", "; ".join(line for line in sign if line not in ranks) or None)
    return {
        "path": src.meta["file"],
        "copies": src.get("copies", []),
        "producer": src.meta["producer"],
        "format": FORMATS.get(src.meta["producer"], "pdf"),
        "encoding": src.get("encoding", "utf-8") if src.meta["producer"] == "txt" else None,
        "outcome": t.get("outcome", "read"),
        "pages": t.get("pages"),
        "text": {"ocr": "damaged", "unaccented": "unaccented"}.get(src.get("style"), "clean") if read else None,
        "number": t.get("number"),
        "symbol": t.get("symbol"),
        "kind": t.get("kind"),
        "kind_name": t.get("kind_name"),
        "date": t.get("date"),
        "year": t.get("year") if read else None,
        "issuer": t.get("issuer"),
        "place": t.get("place"),
        "subject": t.get("subject"),
        "signer": {k: t.get("signer_" + k) for k in ("name", "capacity", "title")},
        "urgency": t.get("urgency"),
        "draft": t.get("draft", False),
        "addressees": names(src, "addressees") if read else [],
        "recipients": names(src, "recipients") if read else [],
        "cites": t.get("cites", []),
        "not_cites": t.get("not_cites", []),
    }


def write(sources, path):
    searches = tomllib.loads((HERE / "searches.toml").read_text(encoding="utf-8")) if (HERE / "searches.toml").exists() else {}
    paths = {s.name.split("-")[0]: s.meta["file"] for s in sources}
    full = lambda names: [paths[n] for n in names]
    for entry in searches.get("searches", []):
        entry["never"] = full(entry.get("never", []))
        for part in ("found", "later", "readings"):
            entry[part] = {step: full(names) for step, names in entry.get(part, {}).items()}
    out = {
        "documents": [record(s) for s in sources],
        "failures": searches.get("failures", []),
        "searches": searches.get("searches", []),
    }
    path.write_text(json.dumps(out, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

#!/usr/bin/env python3
"""Remakes `sample-corpus/` from `sources/`. See README.md beside this file.

    python3 make.py            all files
    python3 make.py NAME…      those sources only (their names without .md, or a part of them)
    python3 make.py --truth    truth.json alone
"""

import hashlib
import os
import re
import sys
from pathlib import Path

os.environ["SOURCE_DATE_EPOCH"] = "1767225600"  # 2026-01-01T00:00:00Z
sys.path.insert(0, str(Path(__file__).resolve().parent))

import as_html
import as_reportlab
import as_txt
import as_typst
import as_writer
import scan
import truth
from source import HERE, load_all

OUT = HERE.parent.parent / "sample-corpus"
DATE = b"D:20260101000000"


def settle(path):
    """Writes fixed dates and ids over those of the day, byte for byte in place, so that offsets stay true."""
    data = path.read_bytes()
    data = re.sub(rb"D:20\d{12}", DATE, data)
    data = re.sub(rb"(?<=[0-9])([+-])\d\d'\d\d'?(?=\))", lambda m: (b"+00'00'" + b"'")[: len(m.group(0))], data)
    fixed = hashlib.sha256(path.name.encode()).hexdigest().upper().encode()
    data = re.sub(rb"(/ID\s*\[\s*<)([0-9A-Fa-f]{32})(>\s*<)([0-9A-Fa-f]{32})(>)",
                  lambda m: m.group(1) + fixed[:32] + m.group(3) + fixed[:32] + m.group(5), data)
    data = re.sub(rb"(/DocChecksum\s*/)([0-9A-F]{32})", lambda m: m.group(1) + fixed[:32], data)
    path.write_bytes(data)


def make(src):
    target = OUT / src.meta["file"]
    target.parent.mkdir(parents=True, exist_ok=True)
    producer = src.meta["producer"]
    if producer == "txt":
        target.write_bytes(as_txt.make(src))
    elif producer == "writer":
        as_writer.make(src, target)
    elif producer == "chromium":
        as_html.chromium(src, target)
    elif producer == "weasyprint":
        as_html.weasyprint(src, target)
    elif producer == "typst":
        as_typst.make(src, target)
    elif producer == "reportlab":
        as_reportlab.make(src, target)
    elif producer == "scan":
        scan.make(src, target)
    else:
        raise SystemExit(f"{src.name}: no producer {producer}")
    if producer in ("writer", "chromium"):
        settle(target)
    after = src.get("then")
    if after == "password":
        scan.lock(target)
    elif after == "cut":
        data = target.read_bytes()
        target.write_bytes(data[:2000])  # the page objects are gone: nothing to rebuild from
    for copy in src.get("copies", []):
        (OUT / copy).parent.mkdir(parents=True, exist_ok=True)
        (OUT / copy).write_bytes(target.read_bytes())
    print(f"{target.stat().st_size:8} {target.relative_to(OUT)}")


def main():
    wanted = sys.argv[1:]
    sources = load_all()
    if "--truth" not in wanted:
        for src in sources:
            if not wanted or any(w in src.name for w in wanted):
                make(src)
        if not wanted:
            (OUT / "hong").mkdir(exist_ok=True)
            (OUT / "hong" / "tep rong.pdf").write_bytes(b"")
    truth.write(sources, HERE / "truth.json")


if __name__ == "__main__":
    main()

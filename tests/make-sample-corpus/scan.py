"""Makes a page that only an eye can read, and closes a file with a password."""

import io
import math
import random
import subprocess
import tempfile
from pathlib import Path

import as_typst

DPI = 110


def seal(draw, centre, lines, font):
    """A round red stamp with its body's name, as pressed over a signature."""
    x, y = centre
    red = (200, 32, 47)
    for r, w in ((62, 4), (53, 2)):
        draw.ellipse([x - r, y - r, x + r, y + r], outline=red, width=w)
    star = [(x + 16 * (1 if i % 2 == 0 else 0.4) * math.sin(i * math.pi / 5), y - 22 - 16 * (1 if i % 2 == 0 else 0.4) * math.cos(i * math.pi / 5)) for i in range(10)]
    draw.polygon(star, fill=red)
    for i, text in enumerate(lines):
        draw.text((x, y + 4 + 13 * i), text, fill=red, font=font, anchor="mm")


def make(src, target):
    """Typesets, draws the page, presses the stamp, turns it by half a degree, keeps the image alone (JPEG)."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont
    with tempfile.TemporaryDirectory() as tmp:
        as_typst.make(src, Path(tmp, "page.pdf"))
        subprocess.run(["pdftoppm", "-r", str(DPI), "-png", f"{tmp}/page.pdf", f"{tmp}/page"], check=True)
        pages = [Image.open(f).convert("RGB") for f in sorted(Path(tmp).glob("page*.png"))]
        font = ImageFont.truetype("/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf", 11)
        stamp_at = src.get("stamp_at", [0.66, 0.72])
        last = pages[-1]
        layer = Image.new("RGB", last.size, "white")
        seal(ImageDraw.Draw(layer), (int(last.width * stamp_at[0]), int(last.height * stamp_at[1])), src.get("stamp_text", []), font)
        from PIL import ImageChops
        pages[-1] = ImageChops.multiply(last, layer)
        rng = random.Random(7)
        done = []
        for image in pages:
            image = image.rotate(0.4, fillcolor="white", resample=Image.BICUBIC).filter(ImageFilter.GaussianBlur(0.4))
            px = image.load()
            for _ in range(260):  # dust
                px[rng.randrange(image.width), rng.randrange(image.height)] = (90, 90, 90)
            done.append(image)
        target.write_bytes(image_pdf(done))


def image_pdf(images):
    """A PDF of JPEG images, one a page, written by hand: no text, no fonts."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for image in images:
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=38, optimize=True)
        jpeg = buffer.getvalue()
        w, h = 595.28, 841.89
        n = len(objects) + 1
        draw = b"q %.2f 0 0 %.2f 0 0 cm /Im0 Do Q" % (w, h)
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Resources << /XObject << /Im0 %d 0 R >> >> /Contents %d 0 R >>" % (w, h, n + 2, n + 1))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw))
        objects.append(b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length %d >>\nstream\n" % (image.width, image.height, len(jpeg)) + jpeg + b"\nendstream")
        kids.append(b"%d 0 R" % n)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for i, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % o for o in offsets)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def lock(path):
    """Closes a PDF with a user password (RC4 128, whose bytes do not change from run to run)."""
    import pikepdf
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="songvan2026", owner="songvan2026", R=3, aes=False, metadata=False),
                 deterministic_id=False, static_id=True)

"""What a stamp, a copier and a scanner do to a drawn page.

In: a page in grey, the name of a condition, a source of chance. Out: the page as scanned (grey, RGB
or one bit) and the quality of JPEG it is kept with. With one seed the result is the same bytes.
"""

import io
import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

import typeset

# condition → what is done; angles in degrees, the rest told at `scan`
CONDITIONS = {
    "clean": dict(quality=90),
    "stamp": dict(stamp=True, quality=85),
    "skew": dict(skew=(0.3, 1.5), quality=85),
    "noise": dict(noise=14, specks=0.4, paper=238, quality=80),
    "blur": dict(blur=0.55, paper=230, quality=80),
    "one-bit": dict(noise=14, skew=(0.0, 0.5), threshold=(150, 190)),
    "jpeg": dict(paper=245, quality=24),
    "stamp+skew": dict(stamp=True, skew=(0.3, 1.2), noise=8, quality=75),
    "stamp+noise": dict(stamp=True, noise=10, specks=0.2, paper=240, blur=0.3, quality=60),
}
SEAL_RADIUS = 51.0  # points: a seal of 36 mm
RED = (212, 56, 68)
BLUE = (38, 52, 130)


def seal(text, font, dots, chance):
    """A round seal as a mask: two rings, a star, the body's name along the ring; unevenly inked."""
    scale = dots / 72
    radius = SEAL_RADIUS * scale
    side = math.ceil(radius * 2 + 8 * scale)
    mask, middle = Image.new("L", (side, side), 0), side / 2
    pen = ImageDraw.Draw(mask)
    for share, wide in ((1.0, 2.2), (0.93, 0.7), (0.62, 1.0)):
        r = radius * share
        pen.ellipse((middle - r, middle - r, middle + r, middle + r), outline=255, width=max(1, round(wide * scale)))
    points = [(radius * (0.4 if i % 2 == 0 else 0.16), i * math.pi / 5) for i in range(10)]
    pen.polygon([(middle + r * math.sin(a), middle - r * math.cos(a)) for r, a in points], fill=255)
    letters = typeset.load(font, typeset.BOLD, round(8.5 * scale))
    text += " * "
    for i, letter in enumerate(text):
        angle = 2 * math.pi * i / len(text) - math.pi * 0.75
        tile = Image.new("L", (round(14 * scale), round(14 * scale)), 0)
        ImageDraw.Draw(tile).text((7 * scale, 7 * scale), letter, font=letters, fill=255, anchor="mm")
        tile = tile.rotate(-math.degrees(angle), resample=Image.BICUBIC)
        at = (middle + radius * 0.77 * math.sin(angle), middle - radius * 0.77 * math.cos(angle))
        mask.paste(255, (round(at[0] - 7 * scale), round(at[1] - 7 * scale)), tile)
    mask = mask.rotate(chance.uniform(-9, 9), resample=Image.BICUBIC)
    spots = Image.frombytes("L", (9, 9), chance.randbytes(81)).resize(mask.size, Image.BICUBIC)
    return ImageChops.multiply(mask, spots.point(lambda v: 165 + v * 60 // 255))


def hand(width, height, dots, chance):
    """A signature as a mask: one line that a quick pen might draw."""
    mask = Image.new("L", (width, height), 0)
    x, points = width * 0.05, []
    while x < width * 0.95:
        points.append((x, height * (0.5 + 0.42 * math.sin(x / width * 19) * chance.uniform(0.2, 1.0))))
        x += width * chance.uniform(0.015, 0.05)
    ImageDraw.Draw(mask).line(points, fill=225, width=max(1, round(1.1 * dots / 72)), joint="curve")
    return mask


def press(image, mask, middle, colour):
    """Ink over what is there: both darken."""
    at = (round(middle[0] - mask.width / 2), round(middle[1] - mask.height / 2))
    inked = Image.new("RGB", image.size, "white")
    inked.paste(colour, at, mask)
    return ImageChops.multiply(image, inked)


def stamped(image, page, text, font, dots, chance):
    """A seal over the left part of the signature; and one over the text, on half of those pages and on all others."""
    image, scale, places = image.convert("RGB"), dots / 72, []
    if page.signature:
        x, y = page.signature
        image = press(image, hand(round(110 * scale), round(34 * scale), dots, chance), (x * scale, y * scale), BLUE)
        places.append((x - chance.uniform(25, 50), y + chance.uniform(-12, 8)))
    if not page.signature or chance.random() < 0.5:
        places.append((chance.uniform(170, 460), chance.uniform(240, 560)))
    for x, y in places:
        image = press(image, seal(text, font, dots, chance), (x * scale, y * scale), RED)
    return image


def grain(image, strength, chance):
    """Adds noise of a triangular kind, the same to all channels; `strength` is its standard deviation."""
    size = image.size
    half = round(strength * math.sqrt(1.5))  # two even noises of this half width have `strength` together
    for _ in range(2):
        noise = Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).point(lambda v: 128 + (v - 128) * half // 128)
        layer = noise if image.mode == "L" else Image.merge("RGB", [noise] * 3)
        image = ImageChops.add(image, layer, 1, -128)
    return image


def specks(image, share, dots, chance):
    """Dust on the glass, and flakes out of the print, `share` of both together on 1,000 square points."""
    pen, scale = ImageDraw.Draw(image), dots / 72
    for i in range(round(share * typeset.WIDTH * typeset.HEIGHT / 1000)):
        x, y = chance.uniform(0, image.width), chance.uniform(0, image.height)
        r = chance.uniform(0.1, 0.38) * scale
        tone = chance.randrange(40, 120) if i % 2 else 250
        pen.ellipse((x - r, y - r, x + r, y + r), fill=tone if image.mode == "L" else (tone,) * 3)


def scan(image, page, condition, seal_text, font, dots, seed):
    """The image as a scanner gives it, and the quality of JPEG to keep it with (None: one bit)."""
    chance, do = random.Random(seed), CONDITIONS[condition]
    if do.get("stamp"):
        image = stamped(image, page, seal_text, font, dots, chance)
    if "skew" in do:
        angle = chance.uniform(*do["skew"]) * chance.choice((-1, 1))
        image = image.rotate(angle, resample=Image.BICUBIC, fillcolor="white" if image.mode == "RGB" else 255)
    if "blur" in do:
        image = image.filter(ImageFilter.GaussianBlur(do["blur"] * dots / 150))
    if "paper" in do:
        paper = do["paper"]
        image = image.point(lambda v: 20 + v * (paper - 20) // 255)
    if "specks" in do:
        specks(image, do["specks"], dots, chance)
    if "noise" in do:
        image = grain(image, do["noise"], chance)
    if "threshold" in do:
        limit = chance.uniform(*do["threshold"])
        return image.point(lambda v: 255 if v > limit else 0).convert("1"), None
    return image, do["quality"]


def as_kept(image, quality):
    """What a reader gets back from the file: the image after its JPEG."""
    if quality is None:
        return image
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return Image.open(io.BytesIO(buffer.getvalue())).copy()

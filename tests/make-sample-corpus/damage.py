"""What happens to a text before it reaches an archive: typed without marks, read by an English OCR.

Text → text, deterministic. The substitutions are of our own listing: what an OCR that knows only
English prints for a Vietnamese letter (a mark lost, a mark read as a letter or digit).
"""

import random
import unicodedata


def unaccented(text):
    """As typed on a keyboard without Vietnamese: no marks, d for đ."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c))


# true letter → what is printed, the likelier ones more often in the string of choices
PRINTED = {
    "à": "aaaa", "á": "aáaé", "ả": "aaéa", "ã": "ããaä", "ạ": "aaaa",
    "ă": "aaad", "ằ": "iaia", "ắ": "éaic", "ẳ": "éaad", "ẵ": "aäaa", "ặ": "aaaa",
    "â": "aaaâ", "ầ": "aaAd", "ấ": "éAda", "ẩ": "aaAé", "ẫ": "aada", "ậ": "aada",
    "è": "eeéè", "é": "éée", "ẻ": "eee", "ẹ": "eee",
    "ê": "eéée", "ề": "éé8e", "ế": "éé&é", "ể": "éé8e", "ễ": "éé8", "ệ": "eéée",
    "ì": "iiì", "í": "iíi", "ỉ": "iii", "ĩ": "ii", "ị": "iij",
    "ò": "ooò", "ó": "óóo6", "ỏ": "oo6", "õ": "ooõ", "ọ": "ooo",
    "ô": "oéo6", "ồ": "ddbo", "ố": "6dbb", "ổ": "ddo6", "ỗ": "6do", "ộ": "odo6",
    "ơ": "ooo", "ờ": "doo", "ớ": "dóo", "ở": "cdo", "ỡ": "do", "ợ": "ooo",
    "ù": "uù", "ú": "úuu", "ủ": "uti", "ũ": "üu", "ụ": "uuy",
    "ư": "uur", "ừ": "ui", "ứ": "úi", "ử": "ui", "ữ": "iru", "ự": "uw",
    "ỳ": "yy", "ý": "ýyy", "ỷ": "yy", "ỹ": "yy", "ỵ": "yy", "đ": "ddd",
}
PAIRS = {"ủa": ("ua", "tia", "iia"), "ươ": ("uo", "wo", "uo"), "ượ": ("uo", "wo"), "ướ": ("wé", "uo", "ué"),
         "ườ": ("uo", "wo"), "ưở": ("wo", "uo"), "ưỡ": ("uo",)}
CODES = {"Đ": "DPD", "đ": "d"}


def english_ocr(text, seed):
    """The text as an OCR without Vietnamese prints it; digits and ASCII capitals of numbers stay readable."""
    rng = random.Random(seed)
    out, i = [], 0
    while i < len(text):
        pair = text[i:i + 2]
        if pair in PAIRS:
            out.append(rng.choice(PAIRS[pair.lower()]))
            i += 2
            continue
        c = text[i]
        i += 1
        if c == "Đ":
            out.append(rng.choice(CODES["Đ"]))
        elif c.lower() in PRINTED:
            out.append(unaccented(c) if c.isupper() else rng.choice(PRINTED[c.lower()]))
        elif c == "l" and rng.random() < 0.03:
            out.append("1")
        elif c == "\n" and rng.random() < 0.04:
            out.append(" .\n")
        else:
            out.append(c)
    return "".join(out)

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
    "â": "ââaa", "ầ": "aaAd", "ấ": "éáda", "ẩ": "aaAé", "ẫ": "ãada", "ậ": "âaaa",
    "è": "eeéè", "é": "éée", "ẻ": "eee", "ẹ": "eee",
    "ê": "êêêe", "ề": "éêee", "ế": "ééêé", "ể": "éêéê", "ễ": "éêê", "ệ": "êeéê",
    "ì": "iiì", "í": "iíi", "ỉ": "iii", "ĩ": "ii", "ị": "iij",
    "ò": "ooò", "ó": "óóo6", "ỏ": "oo6", "õ": "ooõ", "ọ": "ooo",
    "ô": "ôôoô", "ồ": "ôddo", "ố": "6dbô", "ổ": "ôdoé", "ỗ": "ôdo", "ộ": "ôôod",
    "ơ": "oooơ"[:3], "ờ": "doo", "ớ": "dóo", "ở": "cdo", "ỡ": "do", "ợ": "ooo",
    "ù": "uù", "ú": "úuu", "ủ": "uti", "ũ": "üu", "ụ": "uuy",
    "ư": "uurw"[:3], "ừ": "uirt"[:2], "ứ": "úir"[:2], "ử": "uir"[:2], "ữ": "iru"[:3], "ự": "uw",
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
        if pair.lower() in PAIRS:
            out.append(rng.choice(PAIRS[pair.lower()]))
            i += 2
            continue
        c = text[i]
        i += 1
        if c == "Đ":
            out.append(rng.choice(CODES["Đ"]))
        elif c.lower() in PRINTED:
            p = rng.choice(PRINTED[c.lower()])
            out.append(unaccented(c) if c.isupper() and not p.isalpha() else p.upper() if c.isupper() else p)
        elif c == "ấ":
            out.append("a")
        elif c == "l" and rng.random() < 0.03:
            out.append("1")
        elif c == "\n" and rng.random() < 0.04:
            out.append(" .\n")
        else:
            out.append(c)
    return "".join(out)

"""Numbers of documents and roman quarters: only letters that OCR surely confused are put right, digits never."""

import re

# Signs of documents whose Đ is read D, P, B or b; the part stands alone between "/", "-" and the ends.
_PARTS = {
    "QD": "QĐ", "QP": "QĐ", "QB": "QĐ", "Qb": "QĐ", "Qd": "QĐ", "HDND": "HĐND", "HPND": "HĐND", "TTDT": "TTĐT",
    "TTPT": "TTĐT", "TTPDT": "TTĐT", "DA": "ĐA", "CD": "CĐ", "LDTBXH": "LĐTBXH", "SLDTBXH": "SLĐTBXH", "BCD": "BCĐ",
    "TTG": "TTg", "Ttg": "TTg", "BGDDT": "BGDĐT", "UBMTTQ": "UBMTTQ",
}  # fmt: skip
_DECREE = re.compile(r"(?<=/)\s?N[DP](?=\s?-\s?CP)")
_PART = re.compile(r"[^\W\d_]+")
_STROKES = str.maketrans("1l", "II")  # what stands for I in a roman number


def mended_code(text: str) -> str:
    """The number of a document with its signs put right: "876/QD-BNV" → "876/QĐ-BNV". Digits stay."""
    number, slash, signs = text.partition("/")
    signs = _PART.sub(lambda match: _PARTS.get(match[0], match[0]), signs)
    return _DECREE.sub("NĐ", number + slash + signs)


def mended_roman(text: str, last: str) -> str:
    """A roman quarter behind "quý": "111/2024" → "III/2024"; anything else unchanged ("Quý 1" may be meant)."""
    if not re.fullmatch(r"[qQ][uU][yýYÝ]\w?", last):
        return text
    number, slash, year = text.partition("/")
    if number == "1" or not re.fullmatch(r"[1lI]{1,3}|[1lI]V", number):
        return text
    return number.translate(_STROKES) + slash + year

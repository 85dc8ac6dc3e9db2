"""What a written Vietnamese syllable looks like, and text cut into tokens."""

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = "\u0301\u0323"  # a syllable that ends in c, ch, p, t carries sắc or nặng
_RHYME_LIST = """
a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo
ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op
ot oa oac oach oai oam oan oang oanh oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ooc oong ô ôc ôi ôm ôn
ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt uân uât uâng uây uê uêch uênh
uơ uy uya uych uynh uyên uyêt uyt uyu ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng
yêt yêu
"""
_AFTER_QU_LIST = """
a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât ây e en eo et ê ên êt êch ênh i it iu y yên
yêt yt ynh ych ôc ơ ơt ơn
"""
_RHYMES, _AFTER_QU = frozenset(_RHYME_LIST.split()), frozenset(_AFTER_QU_LIST.split())
_AFTER_GI = frozenset(("êng", "êt", "êc", "êm", "ên", "êu"))  # giếng, giết, giêm …: one i serves twice
_ONSET = re.compile(r"ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnrstvx]|")
_STOP = re.compile(r"(?:ch|[cpt])$")
_OWN_LETTER = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
_OLD_PLACE = re.compile(r"(?<![qQ])([oOuU])([àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ])(?!\w)")
TOKEN = re.compile(r"[^\W\d_]+|\d+")


def is_syllable(word: str) -> bool:
    """Whether a word in small letters, composed (NFC), can be a Vietnamese syllable: onset, rhyme, a tone that fits."""
    letters = unicodedata.normalize("NFD", word)
    tones = [letter for letter in letters if letter in _TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    if len(tones) > 1 or (_STOP.search(bare) and (not tones or tones[0] not in _STOPPED)):
        return False
    onset = _ONSET.match(bare)
    rest = bare[onset.end() :] if onset else bare
    if onset and onset[0] == "qu":
        return rest in _AFTER_QU
    if onset and onset[0] == "gi":
        return rest in _RHYMES or rest in _AFTER_GI or not rest
    return rest in _RHYMES


def has_own_letter(word: str) -> bool:
    """Whether a word has a letter or accent that English lacks."""
    return _OWN_LETTER.search(word) is not None


def one_spelling(text: str) -> str:
    """The tone where offices mostly put it: "hoá" as "hóa", "thuỷ" as "thủy"; everything else unchanged."""
    return _OLD_PLACE.sub(lambda match: _moved(match[1], match[2]), text)


def _moved(first: str, second: str) -> str:
    parts = unicodedata.normalize("NFD", second)
    return unicodedata.normalize("NFC", first + parts[1:]) + parts[0]

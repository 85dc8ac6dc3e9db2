"""The words of a page, kept as evidence in case the page is taken down."""

from lxml import etree, html

_FRAME = ("script", "style", "noscript", "template", "nav", "footer", "aside", "select", "header")
_BLOCK_NAMES = "p div br li tr h1 h2 h3 h4 h5 h6 section article blockquote td th"
_BLOCKS = frozenset(_BLOCK_NAMES.split(" "))
_LARGEST = 2_000_000


def text_of(page: str) -> str:
    """The readable text of an HTML page, a line a paragraph. in: HTML; out: text, "" where there is none."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(page[:_LARGEST].encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    for element in list(tree.iter(*_FRAME)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter():
        if element.tag in _BLOCKS:
            element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().replace("\x00", "").split("\n"))
    return "\n".join(line for line in lines if line)

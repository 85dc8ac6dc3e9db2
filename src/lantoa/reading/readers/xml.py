"""Small looks into Word's XML by local name, so that both the transitional and the strict namespaces read alike."""

from collections.abc import Iterator
from typing import Any


def name_of(element: Any) -> str:
    """An element's local name, "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """An attribute by local name, "" when it is not there."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def children(element: Any, name: str) -> Iterator[Any]:
    """The direct children of that local name."""
    return (el for el in element if name_of(el) == name)


def child(element: Any, *path: str) -> Any:
    """The first descendant along a path of local names, None when a step is missing."""
    for name in path:
        element = next(children(element, name), None) if element is not None else None
    return element


def value_of(element: Any) -> str:
    """An element's `val` attribute, "" when the element is not there."""
    return attribute(element, "val") if element is not None else ""


def is_on(element: Any) -> bool:
    """Whether a switch such as <w:b/> is there and not turned off."""
    return element is not None and value_of(element) not in ("0", "false", "off", "none")

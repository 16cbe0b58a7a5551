"""The contracts of a DECP file in XML, one by one, in the shape they have in JSON."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from jumelles.sources.procurement.contract import Entry
from jumelles.sources.xml_stream import stream

_TAGS = ("{*}marche", "{*}contrat-concession")


def entries(path: Path, progress: Callable[[int], None]) -> Iterator[Entry]:
    """Each `marche` and `contrat-concession`, located by XPath. Raises FileRefused like `stream`."""
    met: dict[str, int] = {}
    for element in stream(path, _TAGS, progress):
        kind = _name(element)
        met[kind] = met.get(kind, 0) + 1
        yield Entry(f"/marches/{kind}[{met[kind]}]", kind, _content(element))


def _content(element: etree._Element) -> Any:
    """Text of a leaf; otherwise children by name, in a list where a name comes back."""
    children = [child for child in element if isinstance(child.tag, str)]
    if not children:
        return element.text
    content: dict[str, Any] = {}
    for child in children:
        name = _name(child)
        value = _content(child)
        if name not in content:
            content[name] = value
        elif isinstance(content[name], list):
            content[name].append(value)
        else:
            content[name] = [content[name], value]
    return content


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]

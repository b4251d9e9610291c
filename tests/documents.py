"""Documents read back: the elements of a page, and the marked sentences of either format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "br", "hr", "img", "link", "input"})
KINDS = ("condition", "clause", "exception", "definition", "term", "assumption", "property", "codes", "calculated")


@dataclass
class Element:
    """An element of a page, its children in order: elements, texts, and comments as elements named "!"."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and every element in it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.walk() if element.tag in tags]

    def inside(self, tag: str) -> list[Element]:
        """The elements of a kind that stand directly in it."""
        return [child for child in self.children if isinstance(child, Element) and child.tag == tag]

    def text(self, *, without: tuple[str, ...] = ()) -> str:
        """The text in it on one line, without that of some kinds of element."""
        return " ".join("".join(self._texts(without)).split())

    def _texts(self, without: tuple[str, ...]) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in (*without, "!"):
                yield from child._texts(without)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        self.open[-1].children.append(Element("!", {"text": data.strip()}))


def page_of(html: str) -> Element:
    """A page as a tree; every element in it is closed by its own tag."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is never closed"
    return reader.open[0]


@dataclass(frozen=True)
class Marked:
    """A marked block: what introduces it, and the lines of its sentence with their depths."""

    lead: str
    lines: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        return "\n".join("  " * depth + line for depth, line in self.lines)


def sentences_of_page(html: str) -> dict[tuple[str, str], Marked]:
    """The marked sentences of the HTML document, by kind and id, in order."""
    found = {}
    for element in page_of(html).walk():
        for kind in KINDS:
            if f"data-{kind}" in element.attributes:
                key = kind, element.attributes[f"data-{kind}"]
                assert key not in found
                found[key] = _marked([child for child in element.children if isinstance(child, Element)])
    return found


def sentences_of_rendered(html: str) -> dict[tuple[str, str], Marked]:
    """The marked sentences of the Markdown document, rendered."""
    found = {}
    gathering: list[Element] | None = None
    key = "", ""
    for element in page_of(html).children:
        if not isinstance(element, Element):
            assert not element.strip()
        elif element.tag == "!":
            mark = element.attributes["text"]
            if gathering is None:
                kind, id = mark.split(": ")
                key, gathering = (kind, id), []
            else:
                assert mark == f"/{key[0]}" and key not in found
                found[key] = _marked(gathering)
                gathering = None
        elif gathering is not None:
            gathering.append(element)
    assert gathering is None
    return found


def _marked(elements: list[Element]) -> Marked:
    lead, line, *lists = elements
    assert lead.tag == line.tag == "p" and len(lists) <= 1
    return Marked(lead.text(), ((0, line.text()), *(item for part in lists for item in _items(part, 1))))


def _items(part: Element, depth: int) -> Iterator[tuple[int, str]]:
    assert part.tag == "ul"
    for item in part.inside("li"):
        yield depth, item.text(without=("ul",))
        for inner in item.inside("ul"):
            yield from _items(inner, depth + 1)

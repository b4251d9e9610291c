"""The marked sentences of an HTML document, written as `docs/documents.md` says, and with no other markup in them.

What a browser shows is what is read: a tag that could hide a word, or put one in, is none that stands in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from assent.analyse.readback.document import KINDS, Flat, Marked, NotADocument, Sentences, nested
from assent.analyse.readback.letter import Numbered, excerpt, numbered

BLOCK = re.compile(
    rf'<div class="rule [\w ]+" data-(?P<kind>{"|".join(KINDS)})="(?P<id>\w+)">\n(?P<body>.*?)\n</div>', re.DOTALL
)
_LINK = re.compile(r'<a class="mention" [^<>]*>')
_LEAD = re.compile(r'<p class="lead"><span>([^<>]*)</span></p>')
_LINE = re.compile(r'<p class="line">(.*)</p>')
_ITEM = re.compile(r"<li>(.*?)(</li>)?")
_LIST = re.compile(r'<ul class="(any|all)">')
_MENTION = re.compile(r'([^<>]*)(<a class="mention" href="#([\w-]+)"[^<>]*>)([^<>]*)</a> <b>([^<>]*)</b>')
_TEST = re.compile(r"([^<>]*): <b>([^<>]*)</b>(:?)")
_GROUP = re.compile(r'<span class="group">([^<>]*)</span>:')


def of_html(text: str, written: str) -> Sentences:
    """The sentences of an HTML document, by kind and id. Its links are those of the page that the compiler writes."""
    links = frozenset(_LINK.findall(written))
    found: Sentences = {}
    for block in BLOCK.finditer(text):
        key = block["kind"], block["id"]
        if key in found:
            raise NotADocument(f"the marks of the {key[0]} `{key[1]}` do not pair")
        lines = numbered(block["body"], text.count("\n", 0, block.start("body")) + 1)
        found[key] = _Sentence(f"{key[0]} `{key[1]}`", links).read(lines)
    return found


class _Sentence:
    """Reads one marked element line by line: its lead, its first line, and the lists under it."""

    def __init__(self, what: str, links: frozenset[str]) -> None:
        self.what, self.links = what, links
        self.lines: Flat = []
        self.says = ""  # what the last line says of its label, by which the list under it is drawn

    def read(self, lines: Sequence[Numbered]) -> Marked:
        lead = _LEAD.fullmatch(lines[0][1])
        first = _LINE.fullmatch(lines[1][1]) if len(lines) > 1 else None
        if lead is None or first is None:
            raise self._otherwise(lines[0 if lead is None else -1])
        self._said(0, first[1], lines[1])
        open_now: list[str] = []
        before = "line"
        for line in lines[2:]:
            before = self._step(line, before, open_now)
        if open_now:
            raise self._otherwise(lines[-1])
        return Marked(_text(lead[1]), nested(self.lines, self.what))

    def _step(self, line: Numbered, before: str, open_now: list[str]) -> str:
        """What a line is; `open_now` are the elements that it stands in."""
        begins, item = _LIST.fullmatch(line[1]), _ITEM.fullmatch(line[1])
        within = open_now[-1] if open_now else ""
        if begins is not None and before in ("line", "item"):
            drawn = "any" if "any of the following" in self.says.lower() else "all"
            if begins[1] != drawn:
                raise self._otherwise(line)
            open_now.append("ul")
            return "list"
        if item is not None and within == "ul" and before != "item":
            self._said(open_now.count("ul"), item[1], line)
            if item[2]:
                return "closed"
            open_now.append("li")
            return "item"
        if line[1] == "</ul>" and within == "ul" and before != "list":
            open_now.pop()
            return "ended"
        if line[1] == "</li>" and within == "li" and before == "ended":
            open_now.pop()
            return "closed"
        raise self._otherwise(line)

    def _said(self, depth: int, markup: str, line: Numbered) -> None:
        mention, test, group = (one.fullmatch(markup) for one in (_MENTION, _TEST, _GROUP))
        if mention is not None and mention[2] in self.links:
            start, title, self.says = _text(mention[1]), _text(mention[4]), _text(mention[5])
            text = " ".join(part for part in (start, title, self.says) if part)
            self.lines.append((depth, text, mention[3]))
        elif test is not None:
            self.says = _text(test[2])
            self.lines.append((depth, f"{_text(test[1])}: {self.says}{test[3]}", ""))
        elif group is not None:
            self.says = _text(group[1])
            self.lines.append((depth, f"{self.says}:", ""))
        else:
            raise self._otherwise(line)

    def _otherwise(self, line: Numbered) -> NotADocument:
        return NotADocument(f"line {line[0]}: “{excerpt(line[1])}” is not how the {self.what} is written")


def _text(markup: str) -> str:
    return " ".join(unescape(markup).split())

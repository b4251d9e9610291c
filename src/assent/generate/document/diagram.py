"""The picture of how an outcome is reached: boxes, arrows and words, placed for a page of a given width.

There is no layout engine behind it and no script in front of it: a column of questions, each with the
outcome that a "yes" ends in. The words are text, so they can be selected, searched and read aloud.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from assent.generate.document.steps import Ground, Step

MOST_CLAUSES = 12  # that one ground lists by name; the rest are counted

PAD = 16
LINE = {"question": 21, "heading": 18, "item": 18, "outcome": 21, "then": 18}
SIZE = {"question": 15.5, "heading": 12.5, "item": 13, "outcome": 15.5, "then": 13}


@dataclass(frozen=True, slots=True)
class Box:
    """A box; `kind` is "question" or an outcome."""

    x: int
    y: int
    width: int
    height: int
    kind: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `kind` is its style, `anchor` where `x` is in it."""

    x: int
    y: int
    text: str
    kind: str
    anchor: str = "start"

    @property
    def size(self) -> float:
        """The size of its letters."""
        return SIZE.get(self.kind, 13)


@dataclass(frozen=True, slots=True)
class Arrow:
    """A straight arrow, horizontal or downward; its head is part of `path`."""

    path: str
    head: str


@dataclass(slots=True)
class Picture:
    """A picture while it is drawn, and when it is done."""

    width: int
    name: str
    height: int = 0
    boxes: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def box(self, x: int, y: int, width: int, height: int, kind: str) -> None:
        self.boxes.append(Box(x, y, width, height, kind))
        self.height = max(self.height, y + height)

    def down(self, x: int, start: int, end: int, label: str) -> None:
        self.arrows.append(Arrow(f"M{x} {start}V{end - 7}", f"M{x} {end}l-5 -9h10z"))
        self.words.append(Words(x + 10, (start + end) // 2 + 4, label, "label"))

    def across(self, y: int, start: int, end: int, label: str) -> None:
        self.arrows.append(Arrow(f"M{start} {y}H{end - 7}", f"M{end} {y}l-9 -5v10z"))
        self.words.append(Words((start + end) // 2 - 3, y - 8, label, "label", "middle"))

    def write(self, lines: list[tuple[str, str]], x: int, y: int, anchor: str = "start") -> None:
        """Lines of (kind, text), one under the other, from a top edge."""
        for kind, text in lines:
            y += LINE[kind]
            self.words.append(Words(x, y - 5, text, kind, anchor))


def pictures(steps: tuple[Step, ...]) -> tuple[Picture, Picture]:
    """The picture for a desk or a sheet of paper, and the picture for a phone."""
    return wide(steps), narrow(steps)


def wide(steps: tuple[Step, ...]) -> Picture:
    """Questions on the left, their outcomes on the right."""
    picture, y, left, right = Picture(736, "wide"), 1, 500, 196
    for step in steps:
        result = _outcome_lines(step, right - 2 * PAD)
        if not step.question:
            width = 300
            height = _height(_outcome_lines(step, width - 2 * PAD)) + PAD + 8
            picture.box((left - width) // 2, y, width, height, step.kind)
            picture.write(_outcome_lines(step, width - 2 * PAD), left // 2, y + 10, "middle")
            continue
        question = [("question", line) for line in wrap(step.question, left - 2 * PAD, SIZE["question"])]
        listed, gap = [ground for ground in step.grounds if ground.clauses], 16
        column = (left - 2 * PAD - gap * (len(listed) - 1)) // max(len(listed), 1)
        columns = [list(_ground_lines(ground, column)) for ground in listed]
        below = max(map(_height, columns), default=-6)
        others = [
            line for ground in step.grounds if not ground.clauses for line in _ground_lines(ground, left - 2 * PAD)
        ]
        tail = 6 + _height(others) if others else 0
        height = max(2 * PAD + _height(question) + 6 + below + tail, _height(result) + 2 * PAD)
        picture.box(1, y, left - 1, height, "question")
        picture.write(question, PAD + 1, y + PAD - 3)
        for at, lines in enumerate(columns):
            picture.write(lines, PAD + 1 + at * (column + gap), y + PAD + _height(question) + 6)
        picture.write(others, PAD + 1, y + PAD + _height(question) + 6 + below + 6)
        tall = _height(result) + 24
        top = y + (height - tall) // 2
        picture.box(736 - right, top, right - 1, tall, step.kind)
        picture.write(result, 736 - right // 2, top + 10, "middle")
        picture.across(y + height // 2, left, 736 - right, "yes")
        picture.down(left // 2, y + height, y + height + 40, "no")
        y += height + 40
    picture.height += 1
    return picture


def narrow(steps: tuple[Step, ...]) -> Picture:
    """One column: each outcome under its question, set in, with the way on passing it by."""
    picture, y, width, inset = Picture(340, "narrow"), 1, 338, 64
    for step in steps:
        result = _outcome_lines(step, width - inset - 2 * PAD)
        tall = _height(result) + 24
        if not step.question:
            picture.box(1, y, width, tall, step.kind)
            picture.write(result, 170, y + 10, "middle")
            continue
        lines = [("question", line) for line in wrap(step.question, width - 2 * PAD, SIZE["question"])]
        height = PAD + _height(lines)
        picture.write(lines, PAD + 1, y + PAD - 3)
        for ground in step.grounds:
            said = list(_ground_lines(ground, width - 2 * PAD))
            picture.write(said, PAD + 1, y + height + 4)
            height += _height(said) + 8
        height += PAD - 4
        picture.box(1, y, width, height, "question")
        picture.box(inset, y + height + 36, width + 1 - inset, tall, step.kind)
        picture.write(result, (inset + width + 1) // 2, y + height + 46, "middle")
        picture.down((inset + width + 1) // 2, y + height, y + height + 36, "yes")
        picture.down(22, y + height, y + height + tall + 60, "no")
        y += height + tall + 60
    picture.height += 1
    return picture


def describe(steps: tuple[Step, ...]) -> str:
    """The picture in words, for those who cannot see it."""
    said = []
    for step in steps:
        if step.question:
            grounds = "; ".join(
                f"{ground.title}: {', '.join(ground.clauses)}" if ground.clauses else ground.title
                for ground in step.grounds
            )
            said.append(f"{step.question} {grounds}. If yes: {step.outcome}. {step.then}. If no, go on.")
        else:
            said.append(f"{step.outcome}. {step.then}.")
    return " ".join(said)


def _ground_lines(ground: Ground, width: int) -> Iterator[tuple[str, str]]:
    for line in wrap(ground.title, width, SIZE["heading"]):
        yield "heading", line
    for clause in ground.clauses[:MOST_CLAUSES]:
        first, *rest = wrap(clause, width, SIZE["item"])
        yield "item", first
        for line in rest:
            yield "item", line
    if len(ground.clauses) > MOST_CLAUSES:
        yield "item", f"and {len(ground.clauses) - MOST_CLAUSES} more"


def _outcome_lines(step: Step, width: int) -> list[tuple[str, str]]:
    outcome = [("outcome", line) for line in wrap(step.outcome, width, SIZE["outcome"])]
    return outcome + [("then", line) for line in wrap(step.then, width, SIZE["then"])]


def _height(lines: list[tuple[str, str]]) -> int:
    return sum(LINE[kind] for kind, _ in lines)


def wrap(text: str, width: float, size: float) -> list[str]:
    """Text broken into lines that fit a width, at spaces where it can be."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and text_width(f"{line} {word}", size) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        line = word
        while text_width(line, size) > width and len(line) > 1:
            fits = next(at for at in range(len(line), 0, -1) if at == 1 or text_width(line[:at], size) <= width)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line] if line else lines


def text_width(text: str, size: float) -> float:
    """About how wide a text is in a sans-serif font: no font is at hand, so it errs on the wide side."""
    return size * sum(map(_character_width, text))


def _character_width(char: str) -> float:
    if char in "iljtfI.,:;'’|! ":
        return 0.31
    if char in "r()[]{}-/":
        return 0.37
    if char in "mwMW@%—…":
        return 0.9
    if unicodedata.east_asian_width(char) in "WF":
        return 1.05
    return 0.72 if char.isupper() else 0.58

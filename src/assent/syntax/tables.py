"""The parser's tables, kept beside the grammar: reading them takes a twentieth of the time that making them takes.

`python -m assent.syntax.tables` writes them anew, byte for byte alike each time. They name the grammar and
the Lark they were made from; with any other they are not used, and a test says that they are stale.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

NAME = "assent.tables.json"

# Lark's own number for «go to a state», beside «recognise a rule».
_SHIFT = 0


def digest(grammar: str) -> str:
    """What the tables were made from: the grammar's text, and the Lark that read it."""
    return hashlib.sha256(f"{lark.__version__}\n{grammar}".encode()).hexdigest()


def write_tables(parser: lark.Lark, grammar: str) -> str:
    """The tables of a parser as text, a state a line."""
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    data["options"] = {name: value for name, value in data["options"].items() if name not in {"transformer", "postlex"}}
    table = data["parser"]["parser"]
    states = _in_order(table)
    lines = [f"{json.dumps(str(number))}: {json.dumps(actions)}" for number, actions in enumerate(states)]
    whole = {"digest": digest(grammar), "data": data, "memo": memo}
    return json.dumps(whole)[:-1] + ', "states": {\n' + ",\n".join(lines) + "\n}}\n"


def _in_order(table: dict[str, Any]) -> list[dict[int, Any]]:
    """The states numbered as they are met from the start, words in alphabetical order; Lark's own order varies."""
    words: dict[int, str] = table["tokens"]
    numbers = {word: number for number, word in enumerate(sorted(words.values()))}
    (start,), (end,) = table["start_states"].values(), table["end_states"].values()
    met = {start: 0}
    queue = [start]
    ordered = []
    for state in queue:
        actions = {}
        for word, (kind, to) in sorted((words[token], action) for token, action in table["states"][state].items()):
            if kind == _SHIFT and to not in met:
                met[to] = len(met)
                queue.append(to)
            actions[numbers[word]] = [kind, met[to] if kind == _SHIFT else to]
        ordered.append(actions)
    table["tokens"] = {number: word for word, number in numbers.items()}
    table["start_states"] = {"start": met[start]}
    table["end_states"] = {"start": met[end]}
    del table["states"]
    return ordered


def read_tables(text: str, grammar: str, **callbacks: Any) -> lark.Lark | None:
    """The parser whose tables these are, or None where they are not those of this grammar."""
    whole = json.loads(text)
    if whole["digest"] != digest(grammar):
        return None
    data = whole["data"]
    table = data["parser"]["parser"]
    table["states"] = {
        int(state): {int(token): action for token, action in actions.items()}
        for state, actions in whole["states"].items()
    }
    table["tokens"] = {int(number): token for number, token in table["tokens"].items()}
    memo = {int(number): item for number, item in whole["memo"].items()}
    parser: lark.Lark = lark.Lark._load_from_dict(data, memo, **callbacks)  # type: ignore[no-untyped-call]
    return parser


def main() -> None:
    """Write the tables of the checkout's grammar."""
    from assent.syntax.grammar import build_parser, grammar_text

    folder = Path(__file__).parents[3] / "grammar"
    text = write_tables(build_parser(), grammar_text())
    (folder / NAME).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

"""How definitions and clauses name one another: circles, chains too long to follow, definitions nobody uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assent.check.problems import Problems
from assent.check.scope import Scope
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.syntax import tree as t

CIRCULAR_DEFINITION = Code("circular-definition", "error", "a definition, a clause or a fact that leads back to itself")
LONG_CHAIN = Code("long-chain", "error", "a definition that leads through too many others")
UNUSED_DEFINITION = Code("unused-definition", "warning", "a definition that no clause uses")
CODES = (CIRCULAR_DEFINITION, LONG_CHAIN, UNUSED_DEFINITION)

LONGEST_CHAIN = 64
# More circles than this, and more steps of one, help nobody.
MOST_CIRCLES = 20
MOST_STEPS = 8

Node = t.Define | t.ClauseNode


def references(
    problems: Problems, scope: Scope, nodes: list[Node], *, whole: bool, elsewhere: tuple[t.Item, ...] = ()
) -> tuple[str, ...]:
    """The names of definitions and clauses, each after those that it names. Circles are reported, and left out.

    `elsewhere` are tests outside any clause that may name definitions. Where part of the text could not be read
    (`whole` is false), no definition is called unused.
    """
    edges = {node.name.word: _named_in(scope, node) for node in reversed(nodes)}
    edges = {name: edges[name] for name in dict.fromkeys(node.name.word for node in nodes)}
    order, circles = in_order(edges)
    for circle in circles[:MOST_CIRCLES]:
        circular(problems, scope, edges, circle)
    _long_chains(problems, edges, order)
    if whole:
        _unused(problems, nodes, edges, [name.word for name in names_in(elsewhere)])
    return tuple(order)


Edges = Mapping[str, Mapping[str, t.Name]]


def _named_in(scope: Scope, node: Node) -> dict[str, t.Name]:
    """The definitions and clauses that a definition or clause names, with the place where it first does."""
    found: dict[str, t.Name] = {}
    for name in names_in(node.items):
        declared = scope.names.get(name.word)
        if declared is not None and isinstance(declared.what, t.Define | t.ClauseNode):
            found.setdefault(name.word, name)
    return found


def names_in(items: tuple[t.Item, ...]) -> Iterator[t.Name]:
    """Every name that stands alone as a test in the lines of a definition or clause."""
    stack: list[t.Item] = list(reversed(items))
    while stack:
        match stack.pop():
            case t.Flag(operand):
                if operand.latest_field is None:
                    yield operand.name
            case t.When(test) | t.Unless(test):
                stack.append(test)
            case t.Negation(part):
                stack.append(part)
            case t.Joined(_, parts):
                stack.extend(reversed(parts))
            case t.Group() as group:
                stack.extend(reversed(group.elements))
            case t.Either(pathways):
                stack.extend(test for pathway in reversed(pathways) for test in reversed(pathway.tests))
            case _:
                pass


def in_order(edges: Edges) -> tuple[list[str], list[list[str]]]:
    """Names in order, those named before those that name them; and each circle, as the path around it."""
    order: list[str] = []
    circles: list[list[str]] = []
    done: set[str] = set()
    for start in edges:
        if start in done:
            continue
        path = [start]
        on_path = {start: 0}
        pending = [iter(edges[start])]
        while path:
            following = next(pending[-1], None)
            if following is None:
                pending.pop()
                name = path.pop()
                del on_path[name]
                done.add(name)
                order.append(name)
            elif following in on_path:
                circles.append(path[on_path[following] :])
            elif following not in done:
                on_path[following] = len(path)
                path.append(following)
                pending.append(iter(edges[following]))
    return order, circles


def circular(problems: Problems, scope: Scope, edges: Edges, circle: list[str]) -> None:
    """Report names that lead around to the first of them."""
    first = min(range(len(circle)), key=lambda at: scope.names[circle[at]].span.start)
    circle = circle[first:] + circle[:first]
    steps = list(zip(circle, [*circle[1:], circle[0]], strict=True))
    shown = circle if len(circle) <= MOST_STEPS else [*circle[: MOST_STEPS - 1], "…", circle[-1]]
    path = " → ".join(name if name == "…" else f"`{name}`" for name in [*shown, circle[0]])
    message = f"`{circle[0]}` names itself" if len(circle) == 1 else f"`{circle[0]}` leads back to itself: {path}"
    places = [(edges[name][following], f"`{name}` names `{following}`") for name, following in steps[:MOST_STEPS]]
    problems.add(
        CIRCULAR_DEFINITION,
        places[0][0].at,
        message,
        label=places[0][1],
        others=tuple(Label(problems.span(name.at), label) for name, label in places[1:]),
        help="replace one of these names by the tests that are meant",
    )


def _long_chains(problems: Problems, edges: Edges, order: list[str]) -> None:
    depth: dict[str, int] = {}
    for name in order:
        depth[name] = 1 + max((depth.get(following, 0) for following in edges[name]), default=0)
        if depth[name] == LONGEST_CHAIN + 1:
            deepest = max(edges[name].values(), key=lambda following: depth.get(following.word, 0))
            problems.add(
                LONG_CHAIN,
                deepest.at,
                f"`{name}` leads through more than {LONGEST_CHAIN} definitions, one inside the other",
                label="the last of a long chain",
                help="write some of these tests where they are used, in place of their names",
            )


def _unused(problems: Problems, nodes: list[Node], edges: Edges, elsewhere: list[str]) -> None:
    reached: set[str] = set()
    stack = [node.name.word for node in nodes if isinstance(node, t.ClauseNode)]
    stack += [name for name in elsewhere if name in edges]
    while stack:
        name = stack.pop()
        if name not in reached:
            reached.add(name)
            stack.extend(edges[name])
    for node in nodes:
        if isinstance(node, t.Define) and node.name.word not in reached:
            problems.add(
                UNUSED_DEFINITION,
                node.name.at,
                f"no clause uses the definition `{node.name.word}`",
                label="not used",
                help=f"write `{node.name.word}` in a clause, or leave the definition out",
            )

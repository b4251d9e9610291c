"""The document of a policy, as Markdown and as one self-contained page of HTML."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assent.generate.document.diagram import describe, pictures
from assent.generate.document.making import document
from assent.generate.document.text import css_string, escape_markdown, with_addresses
from assent.generate.document.tree import Document
from assent.generate.document.wording import DRAFT, HOW_TO_READ, ORDER, OUTCOMES, OVERDUE, RECOMMENDATION
from assent.language.policy import Policy

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_HERE = Path(__file__).parent


def emit(policy: Policy) -> dict[str, str]:
    """Both forms of a policy's document, by file name."""
    tree = document(policy)
    style = _style(tree)
    shared: dict[str, Any] = {
        "document": tree,
        "outcomes": OUTCOMES,
        "order": ORDER,
        "how_to_read": HOW_TO_READ,
        "recommendation": RECOMMENDATION,
        "draft": DRAFT,
        "overdue": OVERDUE,
    }
    markdown = _markdown().get_template("policy.md.jinja").render(shared)
    html = (
        _html()
        .get_template("policy.html.jinja")
        .render(
            shared,
            pictures=pictures(tree.steps),
            described=describe(tree.steps),
            style=style,
            style_hash=b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )
    return {"policy.md": tidy(markdown, 1), "policy.html": tidy(html, 0)}


def _style(tree: Document) -> str:
    """The style sheet, with what runs at the head and the foot of printed pages."""
    kind = "Draft of a prior" if tree.behind.draft else "Prior"
    return style_sheet(
        tree.title,
        f"{kind} authorization policy, version {tree.version}",
        f"{tree.id} {tree.version}, {tree.digest[:19]}…",
    )


def style_sheet(title: str, version: str, digest: str, more: str = "") -> str:
    """The style sheet of a page, with what runs along its edges on paper; `more` is what only that page has."""
    running = {"--running-title": title, "--running-version": version, "--running-digest": digest}
    sheet = (_HERE / "style.css").read_text(encoding="utf-8")
    for name, text in running.items():
        sheet = sheet.replace(f"var({name})", css_string(text))
    return f"\n{tidy(sheet + more, 0)}"


def tidy(text: str, most_blank: int) -> str:
    """Text without space at the ends of lines and with at most so many blank lines together, ending in one line end."""
    stripped = re.sub(r" +$", "", text, flags=re.MULTILINE)
    return re.sub(rf"\n{{{most_blank + 2},}}", "\n" * (most_blank + 1), stripped).strip("\n") + "\n"


@cache
def _html() -> Environment:
    return _environment()


@cache
def _markdown() -> Environment:
    """Everything a template says of a policy is escaped for Markdown, unless a template wrote it itself."""
    from markupsafe import Markup

    def escaped(value: object) -> Markup:
        return value if isinstance(value, Markup) else Markup(escape_markdown(str(value)))  # noqa: S704

    environment = _environment()
    environment.finalize = escaped
    environment.filters["name"] = _name
    environment.filters["address"] = _address
    return environment


def _name(name: str) -> str:
    """An identifier of the policy, which needs no escape: letters, digits and underscores are all it can be."""
    from markupsafe import Markup

    assert re.fullmatch(r"[\w.:-]+", name, re.ASCII), name
    return Markup(name)  # noqa: S704


def _address(address: str) -> Markup:
    """An address in brackets of its own, in which nothing needs an escape: `with_addresses` lets nothing else in."""
    from markupsafe import Markup

    assert list(with_addresses(address)) == [(address, True)], address
    return Markup(f"<{address}>")  # noqa: S704


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

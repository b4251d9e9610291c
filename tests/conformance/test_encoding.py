"""Every example of the meaning, as the solver is told it: an expectation that it could break is a false proof."""

from __future__ import annotations

from importlib import import_module

import pytest

from conformance.reading import Document, documents
from conformance.told import told_otherwise


@pytest.mark.parametrize("document", list(documents()), ids=lambda document: document.name)
def test_the_solver_is_told_the_same(document: Document) -> None:
    wrong = told_otherwise(lambda name: import_module(f"assent.{name}"), document.policy, document)
    assert not list(wrong)

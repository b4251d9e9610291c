"""Definitions that double one another are refused before anything follows them all."""

import pytest

from checking import codes_of

HEADER = """policy doubling "Doubling"
  version    1.0.0
  effective  2026-01-01

facts
  ill  yes/no  "Ill"
  old  yes/no  "Old"

define d0 "Definition 0"
  ill
"""


def doubling(levels: int) -> str:
    definitions = "".join(
        f'\ndefine d{at} "Definition {at}"\n  any of\n    d{at - 1}\n    all of\n      d{at - 1}\n      old\n'
        for at in range(1, levels + 1)
    )
    return f'{HEADER}{definitions}\nrequire done "Done"\n  d{levels}\n'


# With n levels the last definition comes to 2 * 2**n - 1 tests: 4,095 at 11, 8,191 at 12.
@pytest.mark.parametrize(("levels", "refused"), [(11, False), (12, True), (60, True)])
def test_more_than_five_thousand_tests(levels: int, refused: bool) -> None:
    assert ("too-many-tests" in codes_of(doubling(levels))) is refused

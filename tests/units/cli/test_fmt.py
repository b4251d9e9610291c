"""`assent fmt`: in place, and never more than layout."""

from __future__ import annotations

import pytest

from units.cli.commands import Workspace


def test_a_file_in_order_is_not_touched(place: Workspace) -> None:
    place.assent("fmt")
    before = (place.root / "policies/splint.assent").stat().st_mtime_ns
    said = place.assent("fmt")
    assert (said.code, said.out, said.err) == (0, "no files formatted, 2 as they should be\n", "")
    assert (place.root / "policies/splint.assent").stat().st_mtime_ns == before


def test_layout_is_mended_and_comments_stay(place: Workspace) -> None:
    place.assent("fmt")
    right = place.read("policies/splint.assent")
    messy = right.replace("    pain >= 4\n", "        pain   >=   4   # by NRS\n\n\n")
    place.write("policies/splint.assent", messy)
    checked = place.assent("fmt", "--check")
    assert (checked.code, checked.err) == (1, "policies/splint.assent is not formatted\n")
    assert place.read("policies/splint.assent") == messy, "a check writes nothing"
    said = place.assent("fmt", "policies/splint.assent")
    assert (said.code, said.out) == (0, "1 file formatted\n")
    assert place.read("policies/splint.assent") == right.replace("pain >= 4\n", "pain >= 4  # by NRS\n")
    assert place.assent("fmt", "--check").code == 0


def test_line_ends_of_another_system_become_ours(place: Workspace) -> None:
    place.assent("fmt")
    right = place.read("policies/splint.assent")
    place.write("policies/splint.assent", b"\xef\xbb\xbf" + right.replace("\n", "\r\n").encode())
    assert place.assent("fmt").code == 0
    assert (place.root / "policies/splint.assent").read_bytes() == right.encode()


@pytest.mark.parametrize("text", [b"policy splint\n", b"\xff", b""])
def test_a_file_that_cannot_be_read_is_left_as_it_is_and_the_others_are_formatted(
    place: Workspace, text: bytes
) -> None:
    place.assent("fmt")
    place.write("policies/broken.assent", text)
    place.edit("policies/splint.assent", "pain >= 4", "pain  >=  4")
    said = place.assent("fmt")
    assert said.code == 1
    assert "policies/broken.assent" in said.err
    assert (place.root / "policies/broken.assent").read_bytes() == text
    assert "pain >= 4" in place.read("policies/splint.assent")
    assert said.out == "1 file formatted, 1 as they should be, 1 left as they are\n"


def test_a_policy_whose_names_are_wrong_is_formatted_all_the_same(place: Workspace) -> None:
    place.edit("policies/splint.assent", "pain >= 4", "pian  >=  4")
    assert place.assent("fmt").code == 0
    assert "pian >= 4" in place.read("policies/splint.assent")

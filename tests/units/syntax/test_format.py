"""The canonical form: what it looks like, where comments go, and what is refused."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from assent.source.text import SourceText
from assent.syntax.format import Formatted
from assent.syntax.format import format as format_text
from assent.syntax.parse import parse

POLICIES = Path(__file__).parents[3] / "policies"


def formatted(text: str) -> Formatted:
    return format_text(parse(SourceText("x.assent", text)))


@pytest.mark.parametrize("path", sorted(POLICIES.rglob("*.assent")), ids=lambda path: path.stem)
def test_the_policies_of_the_project_are_in_canonical_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text).text == text


# What an author may write, and its canonical form.
FORMS = {
    "steps, spaces and line ends": (
        """
        policy  p   "P"
             version 1.0.0
        require r "R"
         all  of
               a>=4
               b
         cites "x"   under "y"
        """,
        """
        policy p "P"
          version    1.0.0

        require r "R"
          all of
            a >= 4
            b
          cites "x" under "y"
        """,
    ),
    "header words stand in a column": (
        """
        policy p "P"
          uses a,b ,c
          source "x.txt"
          effective 2026-01-01   to 2026-12-31
          procedure CPT 97110
        """,
        """
        policy p "P"
          uses       a, b, c
          source     "x.txt"
          effective  2026-01-01 to 2026-12-31
          procedure  CPT 97110
        """,
    ),
    "one blank line between blocks and clauses, none inside": (
        """
        policy p "P"


          version 1
        section "S"
          require r "R"

            a

            cites "x"
          exclude e "E"
            b
        notice

          "n"
        untested "x" because "y"

        untested "z" because "y"
        """,
        """
        policy p "P"
          version    1

        section "S"

          require r "R"
            a
            cites "x"

          exclude e "E"
            b

        notice
          "n"

        untested "x" because "y"
        untested "z" because "y"
        """,
    ),
    "facts stand in columns, in the groups they were written in": (
        """
        vocabulary v "V"
          a yes/no "A"
          longer_name none<mild  <  severe "L"


          l list   of "List"
            kind x|y "Kind"
            stop date "Stop"
          wide one_option | another_option | a_third_option | a_fourth_option "W"
          b judgement "B"   when a  and not wide is a_third_option
        """,
        """
        vocabulary v "V"

          a            yes/no                 "A"
          longer_name  none < mild < severe   "L"

          l            list of                "List"
            kind    x | y                     "Kind"
            stop    date                      "Stop"
          wide         one_option | another_option | a_third_option | a_fourth_option   "W"
          b            judgement              "B" when a and not wide is a_third_option
        """,
    ),
    "facts of a policy": (
        """
        policy p "P"
        facts "Facts"
           a number   kg "A"
           b 0 .. 10 "B"
           c number 1..2  % "C"
           d judgment "D"
        """,
        """
        policy p "P"

        facts "Facts"
          a  number kg   "A"
          b  0..10       "B"
          c  1..2 %      "C"
          d  judgment    "D"
        """,
    ),
    "a long text has its lines under the line that holds it": (
        """
        policy p "P"
        overview
              \"\"\"
              one
                two

              three
              \"\"\"
        notice \"\"\"  a title \"\"\"
          \"\"\"one line\"\"\"
        define d "D"
          a
          note \"\"\"
         first
           second
         \"\"\"
        """,
        """
        policy p "P"

        overview
          \"\"\"
          one
            two

          three
          \"\"\"

        notice \"\"\"a title\"\"\"
          \"\"\"
          one line
          \"\"\"

        define d "D"
          a
          note \"\"\"
            first
              second
            \"\"\"
        """,
    ),
    "quoted texts keep their spelling": (
        """
        policy p "say \\"so\\" \\\\ \\n"
        """,
        """
        policy p "say \\"so\\" \\\\ \\n"
        """,
    ),
    "every test": (
        """
        policy p "P"
        require r "R"
          any of
            not  a
            a is   not b
            a is not one of b,c
            a is ICD10  M54.*
            1  to 2 a
            no a within the last  6 weeks
            not at  least 1 a where latest a . b  <4 and not c provided
            not at least 2 of
              a and b
              exactly 1 a
          unless not any of
            a
            b
        """,
        """
        policy p "P"

        require r "R"
          any of
            not a
            a is not b
            a is not one of b, c
            a is ICD10 M54.*
            1 to 2 a
            no a within the last 6 weeks
            not at least 1 a where latest a.b < 4 and not c provided
            not at least 2 of
              a and b
              exactly 1 a
          unless not any of
            a
            b
        """,
    ),
    "authorization": (
        """
        policy p "P"
        authorization "A"
           valid for   90 days
           grants  "g"
           appeal "x"
           because "b"
        """,
        """
        policy p "P"

        authorization "A"
          valid for 90 days
          grants "g"
          appeal "x"
          because "b"
        """,
    ),
}


@pytest.mark.parametrize(("written", "canonical"), FORMS.values(), ids=FORMS.keys())
def test_a_text_has_one_canonical_form(written: str, canonical: str) -> None:
    expected = dedent(canonical).lstrip("\n")
    text = dedent(written).lstrip("\n")
    assert formatted(text).text == expected
    assert formatted(text.rstrip("\n").replace("\n", "\r\n")).text == expected
    assert formatted(expected).text == expected


def test_comments_stay_where_they_stood() -> None:
    written = """\
# Of the file.

# Of the policy.
policy p "P"   # after the head
   # of the version
   version 1.0.0# after the version

   # below the header
# of the section
section "S"  # after the section
      # of the clause

      # of it, too
   require r "R"
         # of the test
      a  # after the test
      # below the test

   # below the clause
# below the section

# at the end
"""
    assert formatted(written).text == dedent("""\
        # Of the file.

        # Of the policy.
        policy p "P"  # after the head
          # of the version
          version    1.0.0  # after the version

          # below the header

        # of the section
        section "S"  # after the section

          # of the clause

          # of it, too
          require r "R"
            # of the test
            a  # after the test
            # below the test

          # below the clause
        # below the section

        # at the end
        """)


def test_comments_between_facts_keep_their_groups() -> None:
    written = """\
vocabulary v "V"
  # first group
  a yes/no "A"

  # second group

  b yes/no "B"  # of b
  # of c
  c list of "C"
     # of d
     d date "D"
  # last
"""
    assert formatted(written).text == dedent("""\
        vocabulary v "V"

          # first group
          a  yes/no    "A"

          # second group

          b  yes/no    "B"  # of b
          # of c
          c  list of   "C"
            # of d
            d    date   "D"
          # last
        """)


def test_a_comment_after_a_long_text_follows_its_end() -> None:
    text = 'policy p "P"\n\nnotice  # one\n  """\n  n\n  """  # two\n'
    assert formatted(text).text == text


def test_the_marks_and_the_codes_of_a_fact_stand_on_its_line() -> None:
    text = (
        'vocabulary v "V"\n'
        '  pao2 number mm  Hg or  not done measured sensitive "PaO2" LOINC 2703-7 SNOMED 250546000 when a\n'
        '  a yes/no sensitive "A"\n'
        '  scan list of "Scan"\n'
        '    score 0..10 or not done "Score"\n'
    )
    assert formatted(text).text == (
        'vocabulary v "V"\n\n'
        '  pao2  number mm Hg or not done measured sensitive   "PaO2"  LOINC 2703-7  SNOMED 250546000 when a\n'
        '  a     yes/no sensitive   "A"\n'
        '  scan  list of            "Scan"\n'
        '    score    0..10 or not done   "Score"\n'
    )


@pytest.mark.parametrize("text", ["", "policy", 'policy p "P"\n  a =\n', 'policy p "P"\n\trequire r "R"\n\t  a\n'])
def test_a_text_with_mistakes_is_refused_with_its_mistakes(text: str) -> None:
    parsed = parse(SourceText("x.assent", text))
    result = format_text(parsed)
    assert result.text is None
    assert result.diagnostics == parsed.diagnostics != ()


def test_the_byte_order_mark_goes_and_the_last_line_ends() -> None:
    assert formatted('\ufeffpolicy p "P"').text == 'policy p "P"\n'


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda text: text.replace("all of", "any of"), "something else"),
        (lambda text: text.replace("# kept", ""), "a comment"),
        (lambda text: text.replace(">= 4", ">=  4"), "formatted again"),
    ],
)
def test_a_formatter_that_spoils_a_text_is_caught(monkeypatch: pytest.MonkeyPatch, spoil: object, says: str) -> None:
    """The safety checks hold whatever the writing of lines does wrong."""
    from assent.syntax import format as module

    write = module._write
    calls = []

    def spoilt(parsed: object) -> str:
        calls.append(parsed)
        return spoil(write(parsed)) if len(calls) == 1 else write(parsed)

    monkeypatch.setattr(module, "_write", spoilt)
    result = formatted('policy p "P"\n\nrequire r "R"\n  all of  # kept\n    a >= 4\n    b\n')
    assert result.text is None
    assert says in result.refused

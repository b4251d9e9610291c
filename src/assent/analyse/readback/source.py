"""The bytes of a checker as Python reads them: what is read here has to be what would run.

Python's own parser is given the bytes. What decides how it reads them is refused unless it is as in every checker:
another encoding could make a comment a line of code, and so could a line end that one reader sees and another does not.
What else parts lines for some readers (a form feed, U+0085, U+2028) parts none here: lines end with a line feed alone.
"""

from __future__ import annotations

import ast
import re
import warnings

from assent.analyse.readback.pieces import OutsideSubset

LONGEST = 20_000_000

_MARK = b"\xef\xbb\xbf"
_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")
# The declaration of PEP 263, on the first line or the second. Python asks more of the second than is asked here.
_DECLARED = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)")
_UTF_8 = ("utf-8", "utf8")


def text_of(data: bytes) -> str:
    """The text of a checker, where Python cannot read the bytes as another one."""
    if len(data) > LONGEST:
        raise OutsideSubset(None, f"it is longer than {LONGEST} bytes")
    if not data.strip():
        raise OutsideSubset(None, "it is no checker: it is empty")
    if data.startswith(_OTHER_MARKS) or b"\0" in data:
        raise OutsideSubset(None, "it is no checker: it is no text, or not in UTF-8")
    data = data.removeprefix(_MARK)
    for number, line in enumerate(data.split(b"\n", 2)[:2], 1):
        declared = _DECLARED.match(line)
        if declared is not None and declared[1].decode().lower().replace("_", "-") not in _UTF_8:
            encoding = declared[1].decode()[:40]
            raise OutsideSubset(
                None,
                f"line {number}: it asks Python to read it in the encoding `{encoding}`, in which it may be another"
                " program; only UTF-8 is read",
            )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        at = data[: fault.start].count(b"\n") + 1
        raise OutsideSubset(None, f"line {at}: it is not in UTF-8, and Python would not read it") from fault
    if b"\r" in data:
        at = data[: data.index(b"\r")].count(b"\n") + 1
        raise OutsideSubset(
            None,
            f"line {at}: a carriage return, which Python takes for the end of a line, and other readers do not:"
            " save it with line feeds alone (LF)",
        )
    return text


def parsed(source: bytes | str) -> ast.Module:
    """The syntax of a checker, by Python's own parser."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of what is only read, nobody is warned
            module = ast.parse(source)
            if isinstance(source, bytes):
                compile(module, "checker", "exec", dont_inherit=True)  # what parses need not be a program; nothing runs
            return module
    except (SyntaxError, ValueError) as error:
        line = f" (line {error.lineno})" if isinstance(error, SyntaxError) else ""
        raise OutsideSubset(None, f"it is not Python: {error.args[0]}{line}") from error
    except (RecursionError, MemoryError) as error:
        raise OutsideSubset(None, "it is nested too deeply to be read") from error

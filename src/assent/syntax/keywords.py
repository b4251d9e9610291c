"""The words of the language."""

from __future__ import annotations

# The first are reserved; the others may be names where no line of theirs can stand.
_RESERVED = """
    policy vocabulary overview facts define section require exclude review submit untested authorization notice
    unless cites under because note all any of at least most exactly no not and or is one provided within the last
    latest where when to
"""
_SOFT = """
    procedure version effective source reference uses owner approved by on status varies
    accepts assume replace without valid for next apart per from up before after ago below above grants appeal
    duration document
    dated list evidence episodes measured sensitive
    either parameter table in calculated never
"""
KEYWORDS = tuple(_RESERVED.split())
SOFT_KEYWORDS = tuple(_SOFT.split())

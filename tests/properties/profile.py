"""How much the properties are tried.

By default, the same examples on every run. `ASSENT_PROFILE=thorough` tries ten times as many, at random;
`first` stops at the first example that fails, without looking for a smaller one; `thorough,first` is both.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

PROFILE = os.environ.get("ASSENT_PROFILE", "")
THOROUGH = "thorough" in PROFILE
PHASES = (Phase.explicit, Phase.generate) if "first" in PROFILE else (Phase.explicit, Phase.generate, Phase.shrink)
UNCHECKED = (
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
    HealthCheck.filter_too_much,
)


def examples(number: int) -> settings:
    """Settings for a property that is tried `number` times."""
    return settings(
        max_examples=number * 10 if THOROUGH else number,
        derandomize=not THOROUGH,
        database=None,
        deadline=None,
        phases=PHASES,
        suppress_health_check=UNCHECKED,
    )

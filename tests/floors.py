"""Floors under measured figures: pinned beside a digest of the labels, lowered only on demand."""

import json
import sys


def lower_than(old, new, path=()):
    """List the figures of `new` that fall below those of `old`, in words."""
    if isinstance(old, dict):
        below = (lower_than(old[key], new.get(key, {}), (*path, key)) for key in old)
        return [line for lines in below for line in lines]
    fallen = not isinstance(new, (int, float)) or new < old
    return [f"{'.'.join(path)}: {new} < {old}"] if fallen else []


def pin(path, now, *, allow_regression):
    """Write floors; refuse to lower one unless it is allowed. Absent data keeps its floors."""
    if path.exists():
        old = json.loads(path.read_text("utf-8"))
        now["floors"] = {**old["floors"], **now["floors"]}
        lower = lower_than(old["floors"], now["floors"])
        if lower and not allow_regression:
            sys.exit("Floors would fall (use --allow-regression):\n" + "\n".join(lower))
    path.write_text(json.dumps(now, indent=1) + "\n", "utf-8")

"""Read by a Python that starts with this folder on its path: the guard, before anything of the product is there."""

import importlib.util
import os
from pathlib import Path

file = Path(__file__).parents[1] / "guard.py"
spec = importlib.util.spec_from_file_location("guard", file)
assert spec is not None and spec.loader is not None
guard = importlib.util.module_from_spec(spec)
spec.loader.exec_module(guard)
guard.watch(os.environ["HOSTILE_LOG"])

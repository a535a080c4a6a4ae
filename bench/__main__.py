"""`python -m bench NAME`: run one measurement. `python -m bench` lists them."""

import sys
from importlib import import_module

BENCHES = {"find": "finding a person by name among 10,000 or 100,000 (performance.md P5)"}


def main():
    name, *rest = sys.argv[1:] or [""]
    if name not in BENCHES:
        print("\n".join(f"{name:8} {about}" for name, about in BENCHES.items()))
        return 2 if name else 0
    return import_module(f"bench.{name}").main(rest)


if __name__ == "__main__":
    sys.exit(main())

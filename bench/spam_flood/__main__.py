"""Print the flood as lines of JSON: python -m bench.spam_flood --seed 1."""

import argparse
import sys

from bench.spam_flood.flood import flood, lines

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--attacks", type=int, default=10_000)
parser.add_argument("--honest", type=int, default=500)
chosen = parser.parse_args()
sys.stdout.writelines(lines(flood(seed=chosen.seed, attacks=chosen.attacks, honest=chosen.honest)))

"""What the benchmarks share: programs run in turn, ratios by round, Markdown tables.

A machine that does other work at the same time makes single figures worthless. So every round runs
all contenders, and what counts is the median of the rounds' ratios.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
SPEC = HERE.parent / "experiments/shapes-64/experiment.json"


def options(usage, rounds=5):
    """A parser of the options that all benchmarks have."""
    lines = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=usage, formatter_class=lines)
    parser.add_argument("--rounds", type=positive, default=rounds)
    parser.add_argument("--limn", default=str(HERE.parent / ".build/release/limn"))
    return parser


def positive(text):
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


def peer(name):
    """The start of a command line that runs a program of peers/."""
    return [sys.executable, str(HERE / "peers" / name)]


def run(command, **settings):
    """What a program prints on standard output."""
    command = [str(part) for part in command]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **settings)
    return done.stdout


def run_json(command, **settings):
    """The JSON object that a program prints last."""
    return json.loads(run(command, **settings).strip().splitlines()[-1])


def timed(command, **settings):
    """The seconds that a program takes from start to end, and what it prints."""
    start = time.perf_counter()
    output = run(command, **settings)
    return time.perf_counter() - start, output


def in_turn(rounds, contenders):
    """Runs all contenders in every round and gives the seconds of each by name, round by round.

    `contenders` are functions that give seconds by name. Whoever goes first changes from round to
    round.
    """
    seconds = {}
    for index in range(rounds):
        for contender in contenders if index % 2 == 0 else reversed(contenders):
            for name, value in contender().items():
                seconds.setdefault(name, []).append(value)
        figures = ", ".join(f"{name} {values[-1]:.4g} s" for name, values in seconds.items())
        print(f"round {index + 1} of {rounds}: {figures}", file=sys.stderr)
    return seconds


def ratios(seconds, name, base="limn"):
    return [value / own for value, own in zip(seconds[name], seconds[base])]


def compared(seconds, base="limn"):
    """Medians, and the ratios of all others to `base`, as JSON."""
    others = [name for name in seconds if name != base]
    by_round = {name: ratios(seconds, name, base) for name in others}
    return {
        "rounds": len(seconds[base]),
        "median_seconds": {name: statistics.median(all) for name, all in seconds.items()},
        "ratio_median": {name: round(statistics.median(all), 3) for name, all in by_round.items()},
        "ratios": {name: [round(one, 3) for one in all] for name, all in by_round.items()},
    }


def comparison_rows(result, base="limn"):
    """Rows of a table: who, seconds, times the seconds of `base`, the range of that."""
    for name, value in result["median_seconds"].items():
        all = result["ratios"].get(name)
        spread = f"{min(all):.2f} to {max(all):.2f}" if all else ""
        ratio = f"{result['ratio_median'][name]:.2f}" if all else ""
        yield name, f"{value:.4g}", ratio, spread


def table(head, rows):
    """Prints a Markdown table to standard error."""
    for row in (head, ["---"] * len(head), *rows):
        print("| " + " | ".join(str(cell) for cell in row) + " |", file=sys.stderr)


def finish(result):
    """Prints the result as one line of JSON to standard output."""
    print(json.dumps(result))

"""Write a campaign that nobody ran: clusters of all sizes, with the holes that real dossiers have.

    python examples/campaign/generate.py DIR --clusters 12 --members 600 --years 3 --seed 2010

The same arguments write the same tables. Every name is made up; nothing here comes from Grappe's code, so
that the dossier stays an outside witness of what it reads.
"""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import doings
import numpy as np
import people
from drawing import AS_OF, BLANKS, HOLES, Campaign
from questionnaire import workbook


def campaign(clusters: int, members: int, years: int, seed: int, *, even: bool = False) -> Campaign:
    """Return a campaign; `even`: all clusters of one size."""
    rng = np.random.default_rng(seed)
    weights = np.ones(clusters) if even else rng.lognormal(0, 1, clusters)
    sizes = 5 + np.floor((members - 5 * clusters) * weights / weights.sum()).astype(np.int64)
    sizes[np.argmax(sizes)] += members - sizes.sum()
    holes, turn = {}, rng.permutation(clusters)
    for place, hole in enumerate([*HOLES, *BLANKS]):
        # One cluster in twenty has each hole, and one at least; neighbours in the list fall on others.
        few = max(1, clusters // 20)
        holes[hole] = np.roll(turn, -place * few)[:few] if clusters > 1 else turn[:0]
    made = Campaign(seed, years, sizes, holes)
    for part in (*people.PARTS, *doings.PARTS):
        part(made)
    return made


def write(made: Campaign, folder: Path, suffix: str) -> None:
    """Write the tables, the questionnaire and the description of the package."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {name: frame for name, frame in made.tables.items() if not name.startswith("@")}
    for name, frame in tables.items():
        if suffix == "parquet":
            frame.write_parquet(folder / f"{name}.parquet")
        else:
            buffer = io.BytesIO()
            frame.write_csv(buffer)
            (folder / f"{name}.csv").write_bytes(buffer.getvalue())
    (folder / "questionnaire.xlsx").write_bytes(workbook())
    descriptor = {
        "name": "campaign-invented",
        "title": "Une campagne inventée",
        "description": "Dossier d’exemple, tout y est inventé (voir generate.py).",
        "grappe": {"as_of": AS_OF.isoformat(), "language": "fr", "reference": f"seed {made.seed}"},
        "resources": [
            *(
                {"name": name.replace("_", "-"), "path": f"{name}.{suffix}", "format": suffix}
                for name in tables
            ),
            {"name": "questionnaire", "path": "questionnaire.xlsx", "format": "xlsx"},
        ],
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Read the arguments and write the dossier."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    for name, value in (("clusters", 12), ("members", 600), ("years", 3), ("seed", 2010)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--format", choices=("csv", "parquet"), default="csv")
    parser.add_argument("--even", action="store_true", help="all clusters of one size")
    given = parser.parse_args()
    if given.members < 5 * given.clusters:
        parser.error("a cluster has five members at least")
    made = campaign(given.clusters, given.members, given.years, given.seed, even=given.even)
    write(made, given.folder, given.format)


if __name__ == "__main__":
    main()

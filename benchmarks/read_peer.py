"""Convert budget documents with yatotem2scdl, as its documentation shows; run by the peer's own Python."""

import sys
from io import StringIO
from pathlib import Path

from yatotem2scdl import ConvertisseurTotemBudget, Options

plans = Path(sys.argv[1])
converter = ConvertisseurTotemBudget()
for name in sys.argv[2:]:
    converter.totem_budget_vers_scdl(Path(name), plans, StringIO(), Options())

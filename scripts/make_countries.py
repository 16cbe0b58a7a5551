"""Rebuild `src/jumelles/reference/countries.csv` from the Unicode CLDR, as shipped by Babel.

Usage: python scripts/make_countries.py [--check]
"""

import argparse
import csv
import io
import sys
from pathlib import Path

import babel
from babel import Locale
from babel.core import get_cldr_version, get_global

OUTPUT = Path(__file__).parent.parent / "src" / "jumelles" / "reference" / "countries.csv"
FRANCE = ["FRA", "FXX", "GLP", "GUF", "MTQ", "MYT", "REU", "BLM", "MAF", "SPM", "PYF", "NCL", "WLF", "ATF"]
FRANCE += ["CPT"]
WITHDRAWN = ["BUR", "DDR", "TMP", "YMD", "ZAR"]  # still aliases of a territory in CLDR
# union, test locales, unknown, islands without an ISO code
NO_COUNTRY = ["QUU", "XAA", "XBB", "ZZZ", "ASC", "DGA", "TAA"]
ISO_CODE = {"XKK": "XKX"}  # CLDR's own code of Kosovo; the OECD and this project use XKX


def territories() -> list[tuple[str, str, str, str]]:
    """(iso3, iso2, French name, English name) of each foreign country or territory, by iso3."""
    french, english = Locale("fr").territories, Locale("en").territories
    left_out = {*FRANCE, *WITHDRAWN, *NO_COUNTRY}
    found = []
    for iso3, iso2 in get_global("territory_aliases").items():
        known = len(iso3) == 3 and iso3.isalpha() and len(iso2) == 1 and iso2[0] in french
        if known and iso3 not in left_out:
            found.append((ISO_CODE.get(iso3, iso3), iso2[0], french[iso2[0]], english[iso2[0]]))
    return sorted(found)


def text() -> str:
    """The whole content of the reference file."""
    out = io.StringIO()
    out.write(
        "# Countries and territories outside France, made in 2026.\n"
        f"# Source: Unicode CLDR {get_cldr_version()}, through Babel {babel.__version__}. Licence: Unicode-3.0.\n"
        "# Rebuilt by scripts/make_countries.py; other names in use are in country_names.csv.\n"
    )
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["iso3", "iso2", "name_fr", "name_en"])
    writer.writerows(territories())
    return out.getvalue()


def main() -> int:
    """Write the file, or with --check say whether it is up to date (exit code 1 when not)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only")
    if parser.parse_args().check:
        return int(OUTPUT.read_text(encoding="utf-8") != text())
    OUTPUT.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

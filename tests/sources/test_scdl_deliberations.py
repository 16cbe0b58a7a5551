"""Deliberations with their votes; a file without a header is refused, not guessed."""

from datetime import date
from pathlib import Path

import pytest
from official_files import CORPUS, read_file

from jumelles.sources import scdl_deliberations
from jumelles.sources.reading import SAMPLE_SIZE, FileRefused, Sample


def test_the_official_file() -> None:
    found = read_file(scdl_deliberations.FORMAT, CORPUS / "deliberations" / "official.csv", "219999996")
    assert found.reading.balanced
    first = found["deliberations"][0]
    assert (first["number"], first["decided"], first["year"]) == ("2019-12", date(2019, 3, 28), 2019)
    assert [first[name] for name in ("members", "voters", "votes_for", "votes_against", "abstentions")] == [
        45,
        43,
        40,
        1,
        2,
    ]


def test_votes_beyond_the_members_are_doubted(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        "DELIB_ID;DELIB_DATE;DELIB_OBJET;VOTE_EFFECTIF;VOTE_POUR;VOTE_CONTRE\n1;2020-01-02;Voirie;10;9;4\n",
        encoding="utf-8",
    )
    found = read_file(scdl_deliberations.FORMAT, path, "219999996")
    assert found.codes == ["votes-disagree"]
    assert found.reading.kept == 1


def test_the_two_thousand_deliberations_of_montpellier(shared: Path) -> None:
    folder = shared / "data/deliberations"
    found = read_file(scdl_deliberations.FORMAT, folder / "_derived_deliberations_2012_2013.csv", "213401722")
    assert (found.reading.kept, found.reading.refused) == (740, 0)
    assert {row["year"] for row in found["deliberations"]} == {2012, 2013}
    headless = folder / "VilleMTP_MTP_Delibs_Archives.csv"
    sample = Sample(headless, headless.read_bytes()[:SAMPLE_SIZE], headless.stat().st_size)
    assert scdl_deliberations.FORMAT.recognise(sample).score < 0.5
    with pytest.raises(FileRefused):
        read_file(scdl_deliberations.FORMAT, headless, "213401722")

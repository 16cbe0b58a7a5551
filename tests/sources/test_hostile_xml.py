"""XML that is broken, or made to harm, is refused whole: nothing is fetched, nothing grows."""

from pathlib import Path

import pytest
from budget_documents import SIRET, budget, document, line
from official_files import read_file

from jumelles.sources import budget_xml
from jumelles.sources.reading import FileRefused

BOMB = b'<?xml version="1.0"?><!DOCTYPE DocumentBudgetaire [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
GROWING = b"<!DOCTYPE x [<!ENTITY a '" + b"a" * 1000 + b"'>"
for _before, _name in zip(b"abcdefgh", b"bcdefghi", strict=True):
    GROWING += b"<!ENTITY %c '" % _name + b"&%c;" % _before * 10 + b"'>"
ROOT = b'<DocumentBudgetaire xmlns="http://www.minefi.gouv.fr/cp/demat/docbudgetaire">'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (document(budget(line()))[:-60], "xml-broken"),
        (b"<?xml version='1.0'?>" + ROOT, "xml-broken"),
        (BOMB + ROOT + b"&b;</DocumentBudgetaire>", "xml-doctype"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + ROOT + b"</DocumentBudgetaire>", "xml-doctype"),
        (b" " * 9000 + BOMB + ROOT + b"</DocumentBudgetaire>", "xml-broken"),
        (b"<!--" + b"-" * 9000 + b"-->" + BOMB[21:] + ROOT + b"<Budget/></DocumentBudgetaire>", "xml-broken"),
        (
            b"<!--" + b"x" * 9000 + b"-->" + BOMB[21:] + ROOT + b"<Budget/></DocumentBudgetaire>",
            "xml-doctype",
        ),
        (
            b"<!--"
            + b"x" * 9000
            + b"-->"
            + GROWING
            + b"]>"
            + ROOT
            + b'<Budget V="&i;"/></DocumentBudgetaire>',
            "xml-doctype",
        ),
        (ROOT + b"<a>" * 300, "xml-broken"),
        (ROOT + b"</DocumentBudgetaire>", "budget-missing"),
    ],
)
def test_hostile_or_broken_xml_is_refused_whole(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "bad.xml"
    path.write_bytes(content)
    with pytest.raises(FileRefused) as refusal:
        read_file(budget_xml.FORMAT, path, SIRET[:9])
    assert refusal.value.problem.code == code
    assert refusal.value.problem.text("fr")

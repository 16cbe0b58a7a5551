"""Making all tables of a workspace from what its files were read into: a pure function, written whole."""

import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from jumelles.detect import knowledge
from jumelles.ledger import shelf, verdicts, versions
from jumelles.ledger.consolidate import consolidate
from jumelles.ledger.decisions import NONE, Decisions
from jumelles.ledger.found import Context
from jumelles.ledger.general_budget import general_budgets
from jumelles.ledger.intake import Taken
from jumelles.ledger.paired_rows import said_of_pairs
from jumelles.ledger.standing import standing
from jumelles.ledger.workspace import Workspace
from jumelles.records.problem import Problem
from jumelles.records.tables import TABLES
from jumelles.sources.reading import Authority

FROM_FILES = ("budget_lines", "grants", "contracts", "deliberations", "staff", "engagements", "aggregates")
FileProblem = tuple[str, str, Problem]


def make_tables(
    workspace: Workspace, taken: Sequence[Taken], decisions: Decisions = NONE
) -> list[FileProblem]:
    """Write every table under `tables/`, all at once; the problems found in files and between them.

    `decisions` are what people settled: it wins over what the detector says.
    """
    draft = workspace.tables.with_name("tables.tmp")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    files = {t.account.source: t.account.file for t in reversed(taken) if t.rows}
    documents = _documents(taken, files)
    replaced = versions.superseded(documents)
    extracts = versions.details(documents, replaced)
    problems = [(t.account.file, t.account.source, p) for t in taken for p in t.problems]
    problems += _between(documents, replaced, extracts, workspace.authority)
    counts = Counter(source for _, source, _ in problems)
    for document in documents:
        document["superseded_by"] = replaced.get(document["document"])
        document["problems"] = counts[document["source"]]
    shelf.write(
        "documents", pa.Table.from_pylist(documents, TABLES["documents"].schema), draft / "documents.parquet"
    )
    folders = [t.rows for t in taken if t.rows]
    everyone = {document["document"] for document in documents}
    for name in FROM_FILES:
        shelf.merge(name, _parts(folders, name), draft / f"{name}.parquet", {*replaced, *extracts})
    shelf.merge("extracts", _parts(folders, "budget_lines"), draft / "extracts.parquet", everyone - extracts)
    shelf.write("problems", _problem_table(problems), draft / "problems.parquet")
    layouts = {t.account.source: " ".join(sorted(filter(_of_workbook, t.mappings_used))) for t in taken}
    _make_ledger(workspace, draft, documents, {*replaced, *extracts}, decisions, layouts)
    shelf.replace(draft, workspace.tables)
    return problems


def _make_ledger(
    workspace: Workspace,
    draft: Path,
    documents: list[dict[str, Any]],
    left_out: Collection[str],
    decisions: Decisions,
    layouts: Mapping[str, str],
) -> None:
    authority = workspace.authority
    own = [document for document in documents if document["siren"] == authority.siren]
    executed = versions.accounts(own, left_out)
    chosen = [document for document in own if document["document"] in executed]
    reviews = decisions.reviews
    found = standing(reviews, draft, authority.siren)
    shelf.write("reviews", verdicts.table(reviews, found), draft / "reviews.parquet")
    context = Context(
        stages={d["year"]: d["stage"] if executed[d["document"]] else "BP" for d in chosen},
        nomenclatures=_nomenclatures(chosen),
        executed=executed,
        formats={document["document"]: document["format"] for document in documents},
        holds=found.holds,
        layouts=layouts,
    )
    names = ("budget_lines", "grants", "contracts", "deliberations", "extracts")
    tables = {name: shelf.stream(name, draft) for name in names}
    known = knowledge(workspace.partners, workspace.words, decisions.model)
    with shelf.appending("findings", draft / "findings.parquet") as keep:
        said = said_of_pairs(decisions.rulings, draft)
        ledger = consolidate(tables, context, authority, known, keep, said)
    shelf.write("entries", ledger.entries, draft / "entries.parquet")
    shelf.write("links", ledger.links, draft / "links.parquet")
    budgets = general_budgets(draft, chosen, executed, authority)
    shelf.write("general_budget", budgets, draft / "general_budget.parquet")


def _of_workbook(layout: str) -> bool:
    return layout.startswith("spreadsheet")


def _nomenclatures(documents: Iterable[dict[str, Any]]) -> dict[int, str]:
    """The nomenclature of each year: that of the main budget, since an annex one may have another (M4)."""
    ordered = sorted(documents, key=lambda document: document["budget"] == "main")
    return {document["year"]: document["nomenclature"] for document in ordered if document["nomenclature"]}


def _documents(taken: Iterable[Taken], files: Mapping[str, str]) -> list[dict[str, Any]]:
    """Documents of all files, each under the first name that its content has in the inbox."""
    found: dict[str, dict[str, Any]] = {}
    for path in _parts([one.rows for one in taken], "documents"):
        for row in shelf.read("documents", path.parent).to_pylist():
            found[row["document"]] = {**row, "file": files[row["source"]]}
    return [found[name] for name in sorted(found)]


def _between(
    documents: Iterable[dict[str, Any]],
    replaced: Mapping[str, str],
    extracts: Collection[str],
    authority: Authority,
) -> list[FileProblem]:
    """Problems that only show when the documents are seen together."""
    files = {document["document"]: document["file"] for document in documents}
    found: list[FileProblem] = []
    tables: dict[str, list[dict[str, Any]]] = {}
    for document in documents:
        name, file, source = document["document"], document["file"], document["source"]
        if name in replaced:
            found.append((file, source, Problem("document-superseded", got=files[replaced[name]])))
        elif document["stage"] and document["siren"] != authority.siren:
            found.append((file, source, Problem("other-authority-document", got=document["siren"] or "?")))
        elif document["stage"] and versions.is_spreadsheet(document) and name not in extracts:
            key = f"{document['year']} ({document['stage']}, {document['budget']})"
            tables.setdefault(key, []).append(document)
    for key, rows in sorted(tables.items()):
        if len({row["source"] for row in rows}) > 1:
            found += [(row["file"], row["source"], Problem("spreadsheets-overlap", got=key)) for row in rows]
    return found


def _parts(folders: Iterable[Path | None], name: str) -> list[Path]:
    paths = [folder / f"{name}.parquet" for folder in folders if folder]
    return sorted({path for path in paths if path.exists()})


def _problem_table(problems: Iterable[FileProblem]) -> pa.Table:
    rows = [
        {
            "file": file,
            "source": source,
            "code": problem.code,
            "severity": problem.severity,
            "locator": problem.locator,
            "place": problem.place,
            "got": problem.got,
            "details": problem.details_json(),
        }
        for file, source, problem in problems
    ]
    return pa.Table.from_pylist(rows, TABLES["problems"].schema)

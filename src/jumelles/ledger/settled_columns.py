"""What `jumelles.toml` says of columns: the fields that a column can be, in words; their check; new layouts."""

from collections.abc import Iterator, Mapping

import tomlkit

from jumelles import reference

_SUBJECTS = {"grants": "subventions", "budget": "lignes budgétaires", "deliberations": "délibérations"}
_CODED = ("bgt", "coll", "delib", "pref")  # how names of schemas start
_WIDTH = 112


def glossary() -> Iterator[str]:
    """Lines of comment (French) that tell the fields of each subject, each with the name it usually has."""
    yield "Colonnes des tableurs : à gauche l'en-tête tel qu'il est écrit, à droite le champ que Jumelles y lit."
    yield 'Corrigez le champ s\'il est faux, "" pour une colonne non lue, puis relancez. Champs possibles :'
    for subject, name in _SUBJECTS.items():
        yield from _wrapped(
            f"- {name} : ", [f"{field} ({usual})" for field, usual in _fields(subject).items()]
        )


def unknown(mappings: Mapping[str, Mapping[str, str]]) -> tuple[str, str, str] | None:
    """The first column said to be a field that does not exist: layout, header, what is written."""
    known = {"", *(field for subject in _SUBJECTS for field in _fields(subject))}
    return next(
        (
            (layout, header, field)
            for layout, columns in mappings.items()
            for header, field in columns.items()
            if field not in known
        ),
        None,
    )


def added(
    settings: tomlkit.TOMLDocument, layouts: Mapping[str, Mapping[str, str]], files: Mapping[str, str]
) -> str:
    """`settings` as text, with those of `layouts` that it lacks, each told to come from one of `files`."""
    if "columns" not in settings:
        settings.add(tomlkit.nl())
        for line in glossary():
            settings.add(tomlkit.comment(line))
    tables = settings.setdefault("columns", tomlkit.table(is_super_table=True))
    for layout, columns in sorted(layouts.items()):
        if layout not in tables:
            table = tomlkit.table()
            if layout in files:
                table.add(tomlkit.comment(f"d'après {' '.join(files[layout].split())}"))
            for header, name in columns.items():
                table.add(header, name)
            tables.add(layout, table)
    return tomlkit.dumps(settings)


def _fields(subject: str) -> dict[str, str]:
    """Each field with a name that it usually has, in words rather than in the code of a schema."""
    return {
        field: min(about["names"], key=lambda name: name.partition(" ")[0] in _CODED)
        for field, about in reference.document("headers.toml")[subject].items()
    }


def _wrapped(start: str, parts: list[str]) -> Iterator[str]:
    line = start
    for part in parts:
        if len(line) + len(part) > _WIDTH:
            yield line.rstrip()
            line = "  "
        line += f"{part}, "
    yield line.rstrip(", ")

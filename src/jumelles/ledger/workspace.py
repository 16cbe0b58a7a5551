"""The workspace of an authority: a folder, nothing hidden (DESIGN section 3).

jumelles.toml    who we are, which perimeter, our partners, the column mappings we settled
inbox/           files as received
records.sqlite3  what people said of rows and of pairs (absent until they do); never deleted
detection_model.json  weights of the detector learned here (absent unless kept)
sources/<sha>/   immutable copies of what was read
read/            what the readers made of each source; can be deleted, costs a re-reading
tables/          the tables, derived; can be deleted, gives the same bytes again
out/             page, report, exports
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import tomlkit
from filelock import FileLock, Timeout
from tomlkit.exceptions import ParseError, TOMLKitError

from jumelles.ledger import settled_columns
from jumelles.records.identifiers import luhn_valid
from jumelles.records.vocabulary import Perimeter
from jumelles.sources.reading import Authority

SETTINGS = "jumelles.toml"
_TEMPLATE = """\
# Jumelles : qui nous sommes et ce que nous avons décidé. Modifiable à la main ; relu à chaque construction.
# Jumelles: who we are and what we settled. Edit by hand; read again by each build.

[authority]
siren = ""
name = ""

[perimeter]
# "core" : l'action internationale proprement dite ; "extended" : plus ce qui renforce les liens.
use = "core"

[international]
# Nos partenaires et bénéficiaires à l'international, tels qu'ils figurent dans les comptes.
# Our international partners and beneficiaries, as they are written in the accounts.
partners = []
# Des mots qui, chez nous, veulent dire action internationale : le nom d'un programme, d'un festival.
# Words that mean international action here: the name of a programme, of a festival.
words = []
"""


class WorkspaceError(Exception):
    """The workspace cannot be used as it is; the message says what to do."""


@dataclass(frozen=True)
class Workspace:
    """The folder and its settings."""

    folder: Path

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def sources(self) -> Path:
        return self.folder / "sources"

    @property
    def read(self) -> Path:
        return self.folder / "read"

    @property
    def tables(self) -> Path:
        return self.folder / "tables"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def records(self) -> Path:
        return self.folder / "records.sqlite3"

    @property
    def model(self) -> Path:
        return self.folder / "detection_model.json"

    @cached_property
    def settings_text(self) -> str:
        """`jumelles.toml` as it was when first asked for. Raises WorkspaceError when it is missing or not UTF-8."""
        return self._settings_now()

    @cached_property
    def settings(self) -> tomlkit.TOMLDocument:
        """The content of `jumelles.toml`. Raises WorkspaceError when it is missing or not TOML."""
        return _parsed(self.folder / SETTINGS, self.settings_text)

    @property
    def authority(self) -> Authority:
        """Whose workspace it is. Raises WorkspaceError when the SIREN is not one."""
        section = self._section("authority")
        try:
            siren = checked_siren(str(section.get("siren", "")))
        except WorkspaceError as error:
            raise WorkspaceError(f"{SETTINGS}, [authority] siren : {error}") from error
        return Authority(siren, str(section.get("name", "")))

    @property
    def perimeter(self) -> Perimeter:
        """Which rows make the figure. Raises WorkspaceError for another word."""
        value = str(self._section("perimeter").get("use", "core"))
        if value not in (Perimeter.CORE, Perimeter.EXTENDED):
            raise WorkspaceError(f'{SETTINGS}, [perimeter] use = "{value}" : écrivez "core" ou "extended".')
        return Perimeter(value)

    def check(self) -> None:
        """Read every setting. Raises WorkspaceError for the first that cannot be used, or when there is none."""
        _ = (self.authority, self.perimeter, self.partners, self.words, self.mappings)

    @property
    def partners(self) -> tuple[str, ...]:
        """The names that are international for this authority. Raises WorkspaceError when they are no list."""
        return self._texts("partners")

    @property
    def words(self) -> tuple[str, ...]:
        """Words that mean international action for this authority. Raises WorkspaceError when they are no list."""
        return self._texts("words")

    def _texts(self, key: str) -> tuple[str, ...]:
        value = self._section("international").get(key, [])
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            raise WorkspaceError(f'{SETTINGS}, [international] {key} : écrivez une liste, ["A", "B"].')
        return tuple(value)

    @property
    def mappings(self) -> dict[str, dict[str, str]]:
        """Column mappings by layout: header as written -> field ("" = not used).

        Raises WorkspaceError for a field that does not exist.
        """
        tables = self._section("columns")
        found = {
            str(layout): {str(k): str(v) for k, v in table.items()}
            for layout, table in tables.items()
            if isinstance(table, Mapping)
        }
        wrong = settled_columns.unknown(found)
        if wrong:
            layout, header, field = wrong
            raise WorkspaceError(
                f'{SETTINGS}, [columns.{layout}] "{header}" = "{field}" : ce champ n\'existe pas ; '
                f'la liste est en commentaire au-dessus ; "" pour une colonne non lue.'
            )
        return found

    def save_mappings(
        self, found: Mapping[str, Mapping[str, str]], files: Mapping[str, str] | None = None
    ) -> str:
        """Add the layouts of `found` to `jumelles.toml`, as it is now: what a person wrote meanwhile stays.

        Answers the settings that this build has used, with these layouts; `files` names a file of each.
        """
        if not found:
            return self.settings_text
        now = self._settings_now()
        used, new = (
            settled_columns.added(_parsed(self.folder / SETTINGS, text), found, files or {})
            for text in (self.settings_text, now)
        )
        write_text(self.folder / SETTINGS, new)
        return used

    def _settings_now(self) -> str:
        _check_path(self.folder)
        path = self.folder / SETTINGS
        if not path.is_file():
            raise WorkspaceError(
                f"{self.folder} n'est pas un espace Jumelles ({SETTINGS} absent) ; "
                f"commencez par : jumelles init {self.folder} --siren … --name …"
            )
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise WorkspaceError(
                f"{path} n'est pas enregistré en UTF-8. Ouvrez-le et enregistrez-le de nouveau, encodage UTF-8."
            ) from error

    def _section(self, name: str) -> Mapping[str, object]:
        section = self.settings.get(name, {})
        if not isinstance(section, Mapping):
            raise WorkspaceError(f"{SETTINGS} : [{name}] doit être une section.")
        return section

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the workspace; raises WorkspaceError when another build holds it."""
        self.read.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.read / "lock", timeout=0):
                yield
        except Timeout as error:
            raise WorkspaceError(
                f"Une construction est déjà en cours dans {self.folder} ; attendez qu'elle se termine."
            ) from error


def _check_path(folder: Path) -> None:
    """Tables can only be written where the path is text."""
    try:
        str(folder).encode()
    except UnicodeEncodeError as error:
        raise WorkspaceError(
            f"Le chemin {folder} contient des caractères que Jumelles ne sait pas écrire ; renommez ce dossier."
        ) from error


def _parsed(path: Path, text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except ParseError as error:
        raise WorkspaceError(
            f"{path} ne se lit pas, vers la ligne {error.line}, colonne {error.col} : guillemet, crochet ou « = » "
            f"oublié, ou section en double. Corrigez-le et relancez. ({error})"
        ) from error
    except TOMLKitError as error:
        raise WorkspaceError(f"{path} ne se lit pas : {error}. Corrigez-le et relancez.") from error


def create(folder: Path, siren: str, name: str, partners: tuple[str, ...] = ()) -> Workspace:
    """Make a workspace at `folder`. Raises WorkspaceError when one is there already or the SIREN is wrong."""
    _check_path(folder)
    if (folder / SETTINGS).exists():
        raise WorkspaceError(
            f"{folder} est déjà un espace Jumelles ; déposez vos fichiers dans {folder}/inbox."
        )
    settings = tomlkit.parse(_TEMPLATE)
    settings["authority"]["siren"] = checked_siren(siren)
    settings["authority"]["name"] = name.encode("utf-8", "replace").decode()
    if partners:
        settings["international"]["partners"].extend(partners)
    (folder / "inbox").mkdir(parents=True, exist_ok=True)
    write_text(folder / SETTINGS, tomlkit.dumps(settings))
    return Workspace(folder)


def checked_siren(text: str) -> str:
    """The nine digits of a SIREN. Raises WorkspaceError when it is not one."""
    digits = re.sub(r"\s", "", text)
    if not re.fullmatch(r"\d{9}", digits) or not luhn_valid(digits):
        raise WorkspaceError(f"« {text} » n'est pas un SIREN : neuf chiffres, comme 219300480 (Montreuil).")
    return digits


def write_text(path: Path, text: str) -> None:
    """Write whole or not at all."""
    draft = path.with_name(path.name + ".tmp")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)

"""Names to look for in texts, and the matcher that finds them: whole words, the longest name first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from sys import intern
from typing import Any

from jumelles.detect.remembered import Remembered
from jumelles.detect.text import fold

_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A name, as folded words; a word that ends with `*` takes any ending.

    `clue` is what it is a clue of. `context` says what it needs when it is also something else: `place` (a word of
    place before it), `needed` (a clue of action abroad in the row), `alone` (to be nearly the whole field), `city`
    (both a preposition and a clue). `countries` are ISO 3166 alpha-3 codes or a region's code, `point` the
    latitude and longitude of a town in degrees.
    Two names are one only when they are one object: they are looked up for each word that is read.
    """

    words: tuple[str, ...]
    clue: str
    countries: tuple[str, ...] = ()
    kind: str = ""
    theme: str = ""
    context: str = ""
    point: tuple[float, float] | None = None


Match = tuple[int, int, tuple[Name, ...]]
"""First word, last word, and what they may mean, the likeliest meaning first."""


def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a name as written in a reference file, stars kept."""
    spaced = "".join(char if char == "*" else fold(char) for char in text)
    return tuple(map(intern, spaced.split()))


class _Node:
    """A place in the tree of names: the words that may follow, exact or open, and the names that end here."""

    __slots__ = ("exact", "names", "open")

    def __init__(self) -> None:
        self.exact: Mapping[str, _Node] = _NONE
        self.open: Mapping[str, _Node] = _NONE
        self.names: tuple[Name, ...] = ()

    def grown(self, word: str) -> "_Node":
        """The node after `word`, made if need be; most nodes end a name and lead nowhere."""
        sort, key = ("open", word[:-1]) if word.endswith("*") else ("exact", word)
        if getattr(self, sort) is _NONE:
            setattr(self, sort, {})
        node: _Node = getattr(self, sort).setdefault(key, _Node())
        return node


_NONE: Mapping[str, _Node] = {}


class _State(dict[str, "_State | None"]):
    """Where each next word leads from the nodes that a sequence of words has reached, learned as it is met.

    `after` holds all the words that may follow; None when some name goes on with an open word. `guess` is what the
    word that leads here may be when no name explains it.
    """

    __slots__ = ("after", "guess", "names", "nodes")

    def __init__(self, nodes: tuple[_Node, ...], guess: Name | None = None) -> None:
        super().__init__()
        self.nodes = nodes
        self.guess = guess
        is_open = any(node.open for node in nodes)
        self.after = None if is_open else frozenset(word for node in nodes for word in node.exact)
        self.names = tuple(name for node in nodes for name in node.names)

    def __missing__(self, word: str) -> "_State | None":
        """The state after `word`, None when no name goes on."""
        reached = self.reached(word)
        state = _State(reached) if reached else None
        if len(self) < _REMEMBERED:
            self[word] = state
        return state

    def reached(self, word: str) -> tuple[_Node, ...]:
        """The nodes after `word`; exact words go before open ones, long before short."""
        nodes = [node.exact[word] for node in self.nodes if word in node.exact]
        if self.after is None:
            begun = [word[:length] for length in range(len(word), 0, -1)]
            nodes += [node.open[part] for part in begun for node in self.nodes if part in node.open]
        return tuple(nodes)


Begun = list[tuple[int, _State]]
"""Places of the words that a name begins with, or that may be guessed, each with where it leads."""


class Matcher:
    """Finds names in lists of folded words; `guess` says what a word may be that no name explains."""

    def __init__(self, names: Iterable[Name], guess: Callable[[str], Name | None] | None = None) -> None:
        self._names = tuple(names)
        self._guess = guess
        self._root = self._grown()
        self._first = Remembered(self._begin, _REMEMBERED)

    def _grown(self) -> _State:
        root = _Node()
        for name in self._names:
            node = root
            for word in name.words:
                node = node.grown(word)
            if name.words and all(name.clue != other.clue for other in node.names):
                node.names += (name,)
        return _State((root,))

    def _begin(self, word: str) -> _State | None:
        reached, guess = self._root.reached(word), self._guess(word) if self._guess else None
        return _State(reached, guess) if reached or guess else None

    def __getstate__(self) -> dict[str, Any]:
        return {"names": self._names, "guess": self._guess}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    def may_match(self, words: list[str]) -> bool:
        """False when surely no name is in `words`: cheaper to ask than `matches`."""
        return self._root.after is None or not self._root.after.isdisjoint(words)

    def matches(self, words: list[str], place: int = 0, end: int | None = None) -> list[Match]:
        """The longest names in words `place` to `end`, left to right; matches do not overlap."""
        end = len(words) if end is None else end
        return self.longest(words, self.begun(words[place:end], place), end)

    def begun(self, words: list[str], place: int = 0) -> Begun:
        """Where in `words`, the first of which is at `place`, a name may begin."""
        states = map(self._first.__getitem__, words)
        return [(first, state) for first, state in enumerate(states, place) if state is not None]

    def longest(self, words: list[str], begun: Begun, end: int) -> list[Match]:
        """The longest names among those that are `begun` and that end before word `end`."""
        found: list[Match] = []
        free = 0
        for first, state in begun:
            if first < free:
                continue
            names, after = state.names, first + 1
            last, going = first, state
            while after < end and (going.after is None or words[after] in going.after):
                following = going[words[after]]
                if following is None:
                    break
                going = following
                if going.names:
                    last, names = after, going.names
                after += 1
            if names:
                found.append((first, last, names))
                free = last + 1
        return found

"""Names to look for in texts, and the matcher that finds them: whole words, the longest name first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from sys import intern
from typing import Any

from jumelles.detect.text import fold

_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class Name:
    """A name, as folded words; a word that ends with `*` takes any ending.

    `clue` is what it is a clue of. `context` says what it needs when it is also something else: `place` (a word of
    place before it), `needed` (a clue of action abroad in the row), `alone` (to be nearly the whole field), `city`
    (both a preposition and a clue). `countries` are ISO 3166 alpha-3 codes or a region's code.
    """

    words: tuple[str, ...]
    clue: str
    countries: tuple[str, ...] = ()
    kind: str = ""
    theme: str = ""
    context: str = ""


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

    `after` holds all the words that may follow; None when some name goes on with an open word.
    """

    __slots__ = ("after", "names", "nodes")

    def __init__(self, nodes: tuple[_Node, ...]) -> None:
        super().__init__()
        self.nodes = nodes
        is_open = any(node.open for node in nodes)
        self.after = None if is_open else frozenset(word for node in nodes for word in node.exact)
        self.names = tuple(name for node in nodes for name in node.names)

    def __missing__(self, word: str) -> "_State | None":
        """The state after `word`, None when no name goes on; exact words go before open ones, long before short."""
        reached = [node.exact[word] for node in self.nodes if word in node.exact]
        if self.after is None:
            begun = [word[:length] for length in range(len(word), 0, -1)]
            reached += [node.open[part] for part in begun for node in self.nodes if part in node.open]
        state = _State(tuple(reached)) if reached else None
        if len(self) < _REMEMBERED:
            self[word] = state
        return state


class Matcher:
    """Finds names in lists of folded words."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = tuple(names)
        self._start = self._grown()

    def _grown(self) -> _State:
        root = _Node()
        for name in self._names:
            node = root
            for word in name.words:
                node = node.grown(word)
            if name.words and all(name.clue != other.clue for other in node.names):
                node.names += (name,)
        return _State((root,))

    def __getstate__(self) -> dict[str, Any]:
        return {"names": self._names}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["names"])  # type: ignore[misc]

    def may_match(self, words: list[str]) -> bool:
        """False when surely no name is in `words`: cheaper to ask than `matches`."""
        return self._start.after is None or not self._start.after.isdisjoint(words)

    def matches(self, words: list[str], place: int = 0, end: int | None = None) -> list[Match]:
        """The longest names in words `place` to `end`, left to right; matches do not overlap."""
        found: list[Match] = []
        start = self._start
        end = len(words) if end is None else end
        while place < end:
            state = start[words[place]]
            if state is None:
                place += 1
                continue
            last, names, after = place, state.names, place + 1
            while after < end:
                word = words[after]
                if state.after is not None and word not in state.after:
                    break
                state = state[word]
                if state is None:
                    break
                if state.names:
                    last, names = after, state.names
                after += 1
            if names:
                found.append((place, last, names))
                place = last
            place += 1
        return found

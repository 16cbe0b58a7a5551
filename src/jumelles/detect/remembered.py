"""What was found once for a question and is not looked for again."""

from collections.abc import Callable
from typing import TypeVar

Question = TypeVar("Question")
Found = TypeVar("Found")


class Remembered(dict[Question, Found]):
    """What `find` says of each question, found once; no more than `most` answers are kept."""

    def __init__(self, find: Callable[[Question], Found], most: int) -> None:
        super().__init__()
        self._find = find
        self._most = most

    def __missing__(self, question: Question) -> Found:
        found = self._find(question)
        if len(self) < self._most:
            self[question] = found
        return found

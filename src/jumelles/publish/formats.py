"""Numbers and dates as people of a language write them (CLDR, by Babel); exact, never through a float."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent,
    get_decimal_symbol,
    get_group_symbol,
)

_MANY = 1000
_MILLION = 1_000_000
_LEAST_SHARE = Decimal("0.0001")


@dataclass(frozen=True)
class Formats:
    """The writing habits of one language. `amount` is fast: it serves thousands of rows."""

    language: str
    amount: Callable[[Decimal], str]

    def euros(self, amount: Decimal) -> str:
        """`1 234 567,89 €`."""
        return str(format_currency(amount, "EUR", locale=self.language))

    def short_euros(self, amount: Decimal) -> str:
        """A sum that fits a chart: `428 k€`, `1,3 M€`; in English `€428k`, `€1.3M`."""
        unit, letter, pattern = (
            (_MILLION, "M", "#,##0.0") if abs(amount) >= _MILLION else (_MANY, "k", "#,##0")
        )
        if abs(amount) < 10 * _MANY:
            unit, letter, pattern = 1, "", "#,##0"
        scaled = (amount / unit).quantize(Decimal("0.1") if unit == _MILLION else Decimal(1), ROUND_HALF_UP)
        number = str(format_decimal(scaled, pattern, locale=self.language))
        if self.language == "fr":
            return f"{number}\u00a0{letter}€"
        return f"{'-' if scaled < 0 else ''}€{number.removeprefix('-')}{letter}"

    def axis(self, top: float) -> str:
        """How a chart whose highest value is `top` writes the sums of its axis (an expression of Vega)."""
        unit, letter, pattern = (1e6, "M", ",.1~f") if top >= 2 * _MILLION else (1e3, "k", ",.1~f")
        if top < 10 * _MANY:
            unit, letter, pattern = 1, "", ",.0f"
        number = f"format(datum.value / {unit:.0f}, '{pattern}')"
        french = self.language == "fr"
        written = f"{number} + '\u00a0{letter}€'" if french else f"'€' + {number} + '{letter}'"
        return f"datum.value == 0 ? '0' : {written}"

    def share(self, ratio: Decimal) -> str:
        """A share in [0, 1] as `0,23 %`; `< 0,01 %` for what is too small to be written so, yet is not nothing."""
        least = 0 < ratio < _LEAST_SHARE
        written = format_percent(
            _LEAST_SHARE if least else ratio, self._percent("0.00"), locale=self.language
        )
        return f"<\u00a0{written}" if least else str(written)

    def change(self, ratio: Decimal) -> str:
        """A change with its sign: `+12,3 %`, `−4,0 %`."""
        pattern = self._percent("0.0")
        text = format_percent(abs(ratio), pattern, locale=self.language)
        return f"{'−' if ratio < 0 else '+'}{text}"

    def count(self, number: int) -> str:
        return str(format_decimal(number, locale=self.language))

    def day(self, day: date) -> str:
        return str(format_date(day, "long", locale=self.language))

    def _percent(self, digits: str) -> str:
        return f"#,##{digits}\u00a0%" if self.language == "fr" else f"#,##{digits}%"


def formats(language: str) -> Formats:
    """The formats of `language` (`fr` or `en`)."""
    group, point = get_group_symbol(language), get_decimal_symbol(language)
    symbols = str.maketrans({",": group, ".": point})
    return Formats(language, lambda amount: f"{amount:,.2f}".translate(symbols))

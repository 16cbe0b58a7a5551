"""Numbers as people write them."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from jumelles.publish.formats import formats

CENTS = st.integers(-(10**17), 10**17).map(lambda cents: Decimal(cents) / 100)


def test_french() -> None:
    write = formats("fr")
    assert write.euros(Decimal("1234567.89")) == "1\u202f234\u202f567,89\u00a0€"
    assert write.share(Decimal("0.002345")) == "0,23\u00a0%"
    assert write.share(Decimal("0.0000001")) == "<\u00a00,01\u00a0%"
    assert write.share(Decimal(0)) == "0,00\u00a0%"
    assert write.change(Decimal("-0.1234")) == "−12,3\u00a0%"
    assert write.short_euros(Decimal("428499.99")) == "428\u00a0k€"
    assert write.short_euros(Decimal("1250000")) == "1,3\u00a0M€"
    assert write.short_euros(Decimal("812.50")) == "813\u00a0€"


def test_english() -> None:
    write = formats("en")
    assert write.euros(Decimal("1234567.89")) == "€1,234,567.89"
    assert write.share(Decimal("0.0023")) == "0.23%"
    assert write.short_euros(Decimal("428499.99")) == "€428k"
    assert write.short_euros(Decimal("-1250000")) == "-€1.3M"
    assert write.short_euros(Decimal("812.50")) == "€813"


@pytest.mark.parametrize("language", ["fr", "en"])
@given(amount=CENTS)
def test_amounts_are_written_as_cldr_does_and_exactly(language: str, amount: Decimal) -> None:
    assert formats(language).amount(amount) == format_decimal(amount, "#,##0.00", locale=language)

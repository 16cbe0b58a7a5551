"""Dates in the usual French forms, and those that are refused rather than guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jumelles.records.dates import FIRST_YEAR, LAST_YEAR, parse_period, parse_year

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
MONTHS = ("janvier février mars avril mai juin juillet août septembre octobre novembre décembre").split(" ")


@pytest.mark.parametrize(
    "text",
    [
        "2018-04-12",
        "12/04/2018",
        "12/4/18",
        "12.04.2018",
        "12 avril 2018",
        "jeudi 12 avril 2018",
        "12-avr-18",
        "20180412",
        "2018-04-12T10:20:00Z",
        "12/04/2018 00:00:00",
        "43202",
        " 12 AVRIL 2018 ",
    ],
)
def test_a_day_in_each_of_its_forms(text: str) -> None:
    assert parse_period(text).day == date(2018, 4, 12)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("avril 2018", date(2018, 4, 1), date(2018, 4, 30)),
        ("2018-04", date(2018, 4, 1), date(2018, 4, 30)),
        ("02/2020", date(2020, 2, 1), date(2020, 2, 29)),
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-2019", date(2018, 1, 1), date(2019, 12, 31)),
        ("2017-09-30_2021-06-30", date(2017, 9, 30), date(2021, 6, 30)),
        ("2017-10-06/2018-06-30", date(2017, 10, 6), date(2018, 6, 30)),
        ("01/10/2013-01/10/2014", date(2013, 10, 1), date(2014, 10, 1)),
        ("du 3 mars au 7 mai 2019", date(2019, 3, 3), date(2019, 5, 7)),
        ("du 1er au 16/03/2014", date(2014, 3, 1), date(2014, 3, 16)),
        ("JANVIER A JUIN 2014", date(2014, 1, 1), date(2014, 6, 30)),
        ("2019-04-01\n2020-01-31\n2021-01-31", date(2019, 4, 1), date(2021, 1, 31)),
    ],
)
def test_a_period(text: str, start: date, end: date) -> None:
    period = parse_period(text)
    assert (period.start, period.end) == (start, end)
    assert period.year == start.year


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("18-04-12", "ambiguous-date"),
        ("04/25/2018", "not-a-date"),
        ("31/02/2018", "not-a-date"),
        ("20202", "year-implausible"),
        ("20202-01-01", "year-implausible"),
        ("12/04/1812", "year-implausible"),
        ("2021-06-30_2017-09-30", "not-a-date"),
        ("n.c.", "not-a-date"),
        ("", "not-a-date"),
    ],
)
def test_what_is_not_sure_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_period(text)


@given(DAYS)
def test_every_day_reads_back_from_every_form(day: date) -> None:
    forms = [day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day} {MONTHS[day.month - 1]} {day.year}"]
    assert [parse_period(form).day for form in forms] == [day] * 3


@given(st.text())
def test_any_text_reads_or_raises_value_error(text: str) -> None:
    try:
        period = parse_period(text)
    except ValueError:
        return
    assert period.start <= period.end


@pytest.mark.parametrize(
    ("text", "why"), [("20202", "year-implausible"), ("0", "year-implausible"), ("a", "not-")]
)
def test_years(text: str, why: str) -> None:
    assert parse_year(" 2018.0 ") == 2018
    with pytest.raises(ValueError, match=why):
        parse_year(text)

"""What the report tells of the forecast, and where."""

from __future__ import annotations

from datetime import date

from handover.sample import cells, empty, material

from pilotage.facts.forecast import Calibration, Driver, Forecast
from pilotage.handover import write_report
from pilotage.handover.outlook import outlook
from pilotage.handover.sections.verdict import verdict

FORECAST = Forecast(
    date(2026, 1, 12),
    p20=33.5,
    p50=33.5,
    p80=40.5,
    deadline=date(2026, 2, 27),
    p_by_deadline=0.93,
    histogram=((33, 700), (40, 230), (47, 70)),
    drivers=(Driver("people are <b>not</b> ready", 2.345, 7, 0.031),),
    critical=(("wave 1", 1.0),),
    seed=4,
    runs=1_000,
    examined=1_000,
    assumed=("a gate stops a wave with a chance of 0.05",),
)


def test_without_a_forecast_there_is_no_outlook():
    assert outlook(material()) is None
    assert "When the last wave ends" not in write_report(material())
    assert verdict(empty()).outlook is None


def test_the_report_draws_the_end_and_tells_what_would_be_won():
    page = write_report(material(forecast=FORECAST))

    assert "When the last wave ends" in page
    assert "Of 1,000 simulated runs" in page
    assert "Not calibrated" in page
    assert "A gate stops a wave with a chance of 0.05" in page
    assert "<b>not</b>" not in page


def test_a_driver_is_a_row_with_days_and_points():
    assert cells(outlook(material(forecast=FORECAST)).drivers) == [
        ("People are <b>not</b> ready", "2.3", "3.1")
    ]


def test_the_first_screen_tells_p50_p80_and_the_chance_r3():
    found = verdict(material(forecast=FORECAST)).outlook

    assert found.ends == "forecast: P50 14 Feb 2026, P80 21 Feb 2026"
    assert found.made == "made in 93\u00a0% of 1,000 runs"


def test_a_calibrated_forecast_says_by_how_many():
    known = Forecast(**{**vars(FORECAST), "calibration": Calibration(12, 0.58, 0.11, True)})

    assert outlook(material(forecast=known)).borne_out == (
        "Calibrated: 58% of 12 ended between P20 and P80, Brier score 0.110."
    )

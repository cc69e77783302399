"""
A wrong clock and what waits in the bin:
* nothing goes for good before thirty days have truly passed, whatever the clock showed
* everything goes in the end, however seldom the journal is opened
* what is restored in time begins anew when it is deleted again
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.store import empty_store
from journal.store.retention import ENOUGH, LONGEST_STEP, RESTORABLE

HOURS = st.floats(0, 24 * 20, allow_nan=False).map(lambda h: timedelta(hours=h))
WRONG_BY = st.floats(-24 * 365 * 60, 24 * 365 * 70).map(lambda h: timedelta(hours=h))
STEPS = st.lists(
    st.one_of(
        HOURS.map(lambda h: ("wait", h)),
        st.tuples(st.just("right"), HOURS),
        st.tuples(st.just("wrong"), WRONG_BY),
    ),
    max_size=40,
)
"""Time passes; the clock is set right; the clock is set wrong, from right. Then it is opened."""


def there(store):
    return [e.uid for e, _ in store.bin.contents()]


@pytest.fixture(scope="module")
def kept():
    """One journal for all examples; each makes it as if it had never been opened."""
    with empty_store() as store:
        yield store


@contextmanager
def as_new(store, entry):
    store.state.waiting_counted_at = None
    store.put(entry("a"))
    yield store
    for one in (store.find("a"), *(e for e, _ in store.bin.contents())):
        if one is not None:
            store.erase(one)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(before=STEPS, after=STEPS)
def test_nothing_goes_before_its_time(kept, entry, before, after):
    """Deleted while the clock is right or wrong; it goes wrong and right any number of times."""
    with as_new(kept, entry) as store:
        true, wrong = entry().written_at, timedelta()
        deleted = None
        for kind, by in [*before, ("delete", timedelta()), *after]:
            if kind == "delete":
                store.bin.put(store.find("a"), true + wrong)
                deleted = true
                continue
            if kind == "wrong" and not wrong:
                wrong = by
            elif kind == "right":
                wrong, true = timedelta(), true + by
            elif kind == "wait":
                true += by
            store.bin.purge(true + wrong)
            if deleted is not None and not there(store):
                assert true - deleted >= RESTORABLE
                return


@settings(max_examples=40, deadline=None)
@given(before=STEPS, every=st.floats(0.2, 400).map(lambda d: timedelta(days=d)))
def test_everything_goes_in_the_end(kept, entry, before, every):
    """Once the clock is right: when it was opened over 44 days, or a few times, if seldom."""
    with as_new(kept, entry) as store:
        true = entry().written_at
        for kind, by in before:
            true += by if kind != "wrong" else timedelta()
            store.bin.purge(true + (by if kind == "wrong" else timedelta()))
        store.bin.put(store.find("a"), true)
        openings = ENOUGH // min(every, LONGEST_STEP) + 2 + timedelta(days=2) // every
        for _ in range(openings):
            store.bin.purge(true)
            true += every

        store.bin.purge(true)
        assert there(store) == []


@pytest.mark.parametrize("clock", ["2031", "1970", "2031, later 2032"])
def test_one_command_with_a_wrong_clock(store, entry, clock):
    """It takes nothing; set right again, the days go on as if nothing had been."""
    now = entry().written_at
    store.put(entry("a"))
    store.bin.put(store.find("a"), now)
    for day in range(29):
        store.bin.purge(now + timedelta(days=day))
    for year in clock.replace(", later", "").split():
        assert store.bin.purge(now.replace(year=int(year))) == 0
    store.bin.purge(now + timedelta(days=30))

    assert there(store) == ["a"]
    days = next(d for d in range(31, 99) if store.bin.purge(now + timedelta(days=d)))
    assert days in range(38, 48)


def test_deleted_again_its_days_begin_anew(store, entry):
    """Those that passed before it was restored do not count."""
    now = entry().written_at
    store.put(entry("a"))
    store.bin.put(store.find("a"), now)
    for day in range(40):
        store.bin.purge(now + timedelta(days=day))
    store.bin.restore(store.bin.entry("1"))
    store.bin.put(store.find("a"), now + timedelta(days=40))

    assert not any(store.bin.purge(now + timedelta(days=d)) for d in range(41, 71))

"""Clusters of simulated workers: which are used, and what happens when they join and leave."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from nst_desktop.core.errors import UserError
from nst_desktop.core.params import StyleParams
from nst_desktop.images.formats import SaveOptions
from nst_desktop.making.job_events import Ended
from nst_desktop.making.order import ArtworkFailed, ComputeSettings, Order
from nst_desktop.making.workers import dask_cluster as cluster_module
from nst_desktop.making.workers import installation
from nst_desktop.making.workers.dask_cluster import Cluster, ClusterError
from nst_desktop.making.workers.installation import difference, installed
from nst_desktop.making.workers.parcel import pack_parcel
from nst_desktop.making.workers.usable_workers import Workers
from nst_desktop.recipes.plan import Plan

DONE = ArtworkFailed(UserError("This is a test."))


class Client:
    """Fake of Dask's Client. workers: address -> its installation, or an exception."""

    status = "running"

    def __init__(self, workers, scheduler=None):
        self.workers, self.scheduler = dict(workers), scheduler or installed()
        self.asked, self.sent, self.cancelled = [], [], []

    def nthreads(self):
        return dict.fromkeys(self.workers, 1)

    def run(self, work, workers, on_error):
        self.asked += workers
        return {address: self.workers[address] for address in workers}

    def run_on_scheduler(self, work):
        if isinstance(self.scheduler, Exception):
            raise self.scheduler
        return self.scheduler

    def submit(self, work, parcel, topic, *, key, workers, **_):
        future = SimpleNamespace(key=key, status="finished", result=lambda: DONE)
        future.add_done_callback = lambda report: self._start(workers, lambda: report(future))
        self.sent.append((parcel.order.number, sorted(workers)))
        return future

    def _start(self, workers, report):
        """Finish at once, but never on workers whose address contains "slow"."""
        if not any("slow" in address for address in workers):
            report()

    def cancel(self, futures):
        self.cancelled += futures

    def subscribe_topic(self, topic, handler):
        pass

    def unsubscribe_topic(self, topic):
        pass


def other(**versions):
    return {**installed(), **versions}


def orders(count):
    for number in range(count):
        yield Order(
            number, Plan(params=StyleParams()), SaveOptions(), "builtin", ComputeSettings(1)
        )


@pytest.fixture
def make(monkeypatch):
    """Return a function that makes three artworks and returns those ended and the reports."""
    monkeypatch.setattr(cluster_module, "_WORKER_TIMEOUT", 0.1)
    monkeypatch.setattr(cluster_module, "_POLL_INTERVAL", 0.01)
    monkeypatch.setattr(cluster_module, "_WORKER_INTERVAL", 0.0)

    def make(client, checkpoint=lambda: None):
        monkeypatch.setattr("distributed.Client", lambda *_, **__: client)
        client.close = lambda **_: None
        reports = []
        events = Cluster("tcp://here:1", reports.append).make(orders(3), checkpoint)
        return [event.number for event in events if isinstance(event, Ended)], reports

    return make


@pytest.mark.parametrize(
    ("versions", "message"),
    [
        ({"NST Desktop": "0.0.1"}, "has NST Desktop 0.0.1, and this computer"),
        ({"torch": "1.0"}, "has torch 1.0, and this computer"),
        ({"torch": ""}, "has no torch, and this computer"),
        ({"code": "0"}, "has an NST Desktop"),
        ({}, ""),
    ],
)
def test_differences_that_affect_artworks_are_found(versions, message):
    assert difference(other(**versions)).startswith(message)
    assert bool(difference(other(**versions))) == bool(message)


def test_a_machine_that_cannot_load_the_program_differs():
    assert "cannot load NST Desktop" in difference(ImportError("No module named 'nst_desktop'"))


def test_the_checksum_covers_every_room_that_makes_artworks():
    script = (
        "import sys, nst_desktop.making.order\n"
        "print(*{name.split('.')[1] for name in sys.modules if name.count('.') > 1\n"
        "        and name.startswith('nst_desktop.')})"
    )
    output = subprocess.check_output([sys.executable, "-c", script], text=True)
    assert set(output.split()) <= set(installation._FOLDERS)
    package = Path(installation.__file__).parents[2]
    assert all((package / folder).is_dir() for folder in installation._FOLDERS)


def test_a_scheduler_needs_no_torch():
    assert difference(other(torch=""), with_torch=False) == ""


def test_each_worker_is_asked_and_reported_once():
    client, reports = Client({"a": installed(), "b": other(torch="1.0"), "c": OSError()}), []
    workers = Workers(client, reports.append)
    assert workers.refresh() == {"a": 1}
    assert reports == [f"The worker b {difference(other(torch='1.0'))}. It is not used."]
    client.workers |= {"c": installed(), "d": installed()}
    assert workers.refresh() == {"a": 1, "c": 1, "d": 1}
    assert client.asked == ["a", "b", "c", "c", "d"]
    client.workers = {"b": installed()}  # another worker at the same address
    del client.workers["b"]
    assert workers.refresh() == {}
    client.workers["b"] = installed()
    assert workers.refresh() == {"b": 1}
    assert len(reports) == 1


def test_only_workers_with_equal_installations_get_orders(make):
    client = Client({"a": installed(), "b": other(code="0"), "c": installed()})
    ended, reports = make(client)
    assert sorted(ended) == [0, 1, 2]
    assert {tuple(workers) for _, workers in client.sent} == {("a", "c")}
    assert len(reports) == 1


@pytest.mark.parametrize(
    ("workers", "message"),
    [
        ({}, "has no worker"),
        ({"a": other(torch="1.0")}, r"has no usable worker. The worker a has torch 1.0"),
        ({"a": Exception("ModuleNotFoundError")}, "cannot load NST Desktop"),
    ],
)
def test_a_batch_without_a_usable_worker_ends(make, workers, message):
    with pytest.raises(ClusterError, match=message):
        make(Client(workers))


def test_a_batch_ends_when_its_last_worker_has_left(make):
    client = Client({"slow": installed()})
    with pytest.raises(ClusterError, match="has no worker"):
        make(client, lambda: client.sent and client.workers.clear())
    assert len(client.cancelled) == 2


def test_orders_of_a_lost_worker_go_to_a_new_one(make):
    client = Client({"slow": installed()})

    def checkpoint():
        if client.sent:
            client.workers = {"b": installed()}

    ended, _ = make(client, checkpoint)
    assert sorted(ended) == [0, 1, 2]
    assert client.sent[:4] == [(0, ["slow"]), (1, ["slow"]), (0, ["b"]), (1, ["b"])]


def test_orders_wait_for_a_worker_and_none_is_lost(make):
    client = Client({"a": installed()})
    checks = iter([None] * 3)

    def checkpoint():
        """Remove the worker for a while after the first check."""
        client.workers = {} if client.sent and next(checks, 1) is None else {"a": installed()}

    ended, _ = make(client, checkpoint)
    assert sorted(ended) == [0, 1, 2]
    assert all(workers for _, workers in client.sent)


@pytest.mark.parametrize("scheduler", [other(**{"NST Desktop": "0.0.1"}), ImportError("nothing")])
def test_a_scheduler_with_another_nst_desktop_is_refused(make, scheduler):
    with pytest.raises(ClusterError, match=r"The scheduler at tcp://here:1 .* NST Desktop"):
        make(Client({"a": installed()}, scheduler))


def test_a_worker_may_be_another_computer(monkeypatch):
    worker = SimpleNamespace(get_current_task=lambda: "", log_event=lambda *_: None)
    monkeypatch.setattr("distributed.get_worker", lambda: worker)
    found = []

    def make(*_, is_elsewhere):
        found.append(is_elsewhere)
        return DONE

    monkeypatch.setattr(cluster_module, "make_artwork", make)
    assert cluster_module.make_parcel(pack_parcel(next(orders(1))), "topic") is DONE
    assert found == [True]

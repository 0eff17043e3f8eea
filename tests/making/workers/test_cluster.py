"""A cluster of made-up workers: which of them are used, and what happens when they come and go."""

from types import SimpleNamespace

import pytest

from nst_desktop.core.errors import UserError
from nst_desktop.core.params import StyleParams
from nst_desktop.images.formats import SaveOptions
from nst_desktop.making.job_events import Ended
from nst_desktop.making.order import ArtworkFailed, Computing, Order
from nst_desktop.making.workers import cluster as cluster_module
from nst_desktop.making.workers.cluster import Cluster, ClusterError
from nst_desktop.making.workers.dask_workers import Workers
from nst_desktop.making.workers.installation import difference, installed
from nst_desktop.making.workers.parcel import pack
from nst_desktop.recipes.plan import Plan

DONE = ArtworkFailed(UserError("It is only made up."))


class Client:
    """As much of Dask's as is used. workers: what each has installed, by address."""

    status = "running"

    def __init__(self, workers, scheduler=None):
        self.workers, self.scheduler = dict(workers), scheduler or installed()
        self.asked, self.sent, self.cancelled = [], [], []

    def nthreads(self):
        return dict.fromkeys(self.workers, 1)

    def run(self, work, workers, on_error):
        self.asked += workers
        return {each: self.workers[each] for each in workers}

    def run_on_scheduler(self, work):
        if isinstance(self.scheduler, Exception):
            raise self.scheduler
        return self.scheduler

    def submit(self, work, parcel, topic, *, key, workers, **_):
        future = SimpleNamespace(key=key, status="finished", result=lambda: DONE)
        future.add_done_callback = lambda tell: self._begin(workers, lambda: tell(future))
        self.sent.append((parcel.order.number, sorted(workers)))
        return future

    def _begin(self, workers, tell):
        """Those of the workers that are called slow never end what they begin."""
        if not any("slow" in each for each in workers):
            tell()

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
        yield Order(number, Plan(params=StyleParams()), SaveOptions(), "builtin", Computing(1))


@pytest.fixture
def make(monkeypatch):
    """make(client) has three artworks made; it gives who has ended, and what was told."""
    monkeypatch.setattr(cluster_module, "_WITHOUT_WORKER", 0.1)
    monkeypatch.setattr(cluster_module, "_PATIENCE", 0.01)
    monkeypatch.setattr(cluster_module, "_INTERVAL", 0.0)

    def make(client, checkpoint=lambda: None):
        monkeypatch.setattr("distributed.Client", lambda *_, **__: client)
        client.close = lambda **_: None
        told = []
        events = Cluster("tcp://here:1", told.append).make(orders(3), checkpoint)
        return [event.number for event in events if isinstance(event, Ended)], told

    return make


@pytest.mark.parametrize(
    ("versions", "words"),
    [
        ({"NST Desktop": "0.0.1"}, "has NST Desktop 0.0.1, and this computer"),
        ({"torch": "1.0"}, "has torch 1.0, and this computer"),
        ({"torch": ""}, "has torch, and this computer"),
        ({"code": "0"}, "has other modules"),
        ({}, ""),
    ],
)
def test_what_matters_for_equal_artworks_is_compared(versions, words):
    assert difference(other(**versions)).startswith(words)
    assert bool(difference(other(**versions))) == bool(words)


def test_what_cannot_say_its_version_differs():
    assert "has no NST Desktop" in difference(ImportError("No module named 'nst_desktop'"))


def test_a_scheduler_needs_no_torch():
    assert difference(other(torch=""), with_torch=False) == ""


def test_each_worker_is_asked_once_and_told_of_once():
    client, told = Client({"a": installed(), "b": other(torch="1.0"), "c": OSError()}), []
    workers = Workers(client, told.append)
    assert workers.look() == {"a": 1}
    assert told == [f"The worker b {difference(other(torch='1.0'))}. It is not used."]
    client.workers |= {"c": installed(), "d": installed()}
    assert workers.look() == {"a": 1, "c": 1, "d": 1}
    assert client.asked == ["a", "b", "c", "c", "d"]
    client.workers = {"b": installed()}  # another one at the same address
    del client.workers["b"]
    assert workers.look() == {}
    client.workers["b"] = installed()
    assert workers.look() == {"b": 1}
    assert len(told) == 1


def test_only_workers_that_are_equal_get_orders(make):
    client = Client({"a": installed(), "b": other(code="0"), "c": installed()})
    ended, told = make(client)
    assert sorted(ended) == [0, 1, 2]
    assert {tuple(workers) for _, workers in client.sent} == {("a", "c")}
    assert len(told) == 1


@pytest.mark.parametrize(
    ("workers", "words"),
    [
        ({}, "has no worker"),
        ({"a": other(torch="1.0")}, r"can be used. The worker a has torch 1.0"),
        ({"a": Exception("ModuleNotFoundError")}, "has no NST Desktop"),
    ],
)
def test_a_batch_without_a_worker_that_can_be_used_ends(make, workers, words):
    with pytest.raises(ClusterError, match=words):
        make(Client(workers))


def test_a_batch_whose_last_worker_has_gone_ends_as_well(make):
    client = Client({"slow": installed()})
    with pytest.raises(ClusterError, match="has no worker"):
        make(client, lambda: client.sent and client.workers.clear())
    assert len(client.cancelled) == 2


def test_what_only_a_lost_worker_may_make_is_given_to_one_that_has_come(make):
    client = Client({"slow": installed()})

    def checkpoint():
        if client.sent:
            client.workers = {"b": installed()}

    ended, _ = make(client, checkpoint)
    assert sorted(ended) == [0, 1, 2]
    assert client.sent[:4] == [(0, ["slow"]), (1, ["slow"]), (0, ["b"]), (1, ["b"])]


def test_orders_wait_while_there_is_no_worker_and_none_is_forgotten(make):
    client = Client({"a": installed()})
    looks = iter([None] * 3)

    def checkpoint():
        """After the first look the worker is away for a while."""
        client.workers = {} if client.sent and next(looks, 1) is None else {"a": installed()}

    ended, _ = make(client, checkpoint)
    assert sorted(ended) == [0, 1, 2]
    assert all(workers for _, workers in client.sent)


@pytest.mark.parametrize("scheduler", [other(**{"NST Desktop": "0.0.1"}), ImportError("nothing")])
def test_a_scheduler_with_another_nst_desktop_is_told_of(make, scheduler):
    with pytest.raises(ClusterError, match="The scheduler at tcp://here:1 has"):
        make(Client({"a": installed()}, scheduler))


def test_a_worker_knows_that_it_may_be_another_computer(monkeypatch):
    worker = SimpleNamespace(get_current_task=lambda: "", log_event=lambda *_: None)
    monkeypatch.setattr("distributed.get_worker", lambda: worker)
    found = []

    def make(*_, is_elsewhere):
        found.append(is_elsewhere)
        return DONE

    monkeypatch.setattr(cluster_module, "make_artwork", make)
    assert cluster_module.make_parcel(pack(next(orders(1))), "topic") is DONE
    assert found == [True]

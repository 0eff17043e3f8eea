import gc
import threading
import weakref

import pytest

from nst_desktop.run.garbage import GarbageCollector


class Loop:
    """Object in a reference cycle."""

    def __init__(self, freed):
        self.itself = self
        weakref.finalize(self, lambda: freed.append(threading.current_thread()))


@pytest.fixture
def collector(garbage):
    collector = GarbageCollector()
    yield collector
    collector.stop()
    gc.disable()  # the session's collector goes on


def test_a_worker_never_frees_what_belongs_to_the_window(collector, qtbot):
    gc.collect()
    freed = []
    Loop(freed)
    worker = threading.Thread(target=lambda: [[[]] for _ in range(100_000)])
    worker.start()
    worker.join()
    assert freed == []
    many = [[] for _ in range(2000)]
    qtbot.waitUntil(lambda: bool(freed))
    assert freed == [threading.main_thread()]
    assert len(many) == 2000


def test_python_collects_again_after_the_program(collector):
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()

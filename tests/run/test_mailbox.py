from nst_desktop.run.mailbox import Mailbox


def test_the_newest_item_wins():
    box: Mailbox[str] = Mailbox()
    box.put("old")
    box.put("new")
    assert box.take() == "new"


def test_only_the_first_item_in_an_empty_box_wakes_the_reader():
    box: Mailbox[int] = Mailbox()
    assert [box.put(1), box.put(2)] == [True, False]
    box.take()
    assert box.put(3)


def test_a_box_that_was_emptied_is_empty():
    box: Mailbox[int] = Mailbox()
    box.put(1)
    box.take()
    assert box.take() is None

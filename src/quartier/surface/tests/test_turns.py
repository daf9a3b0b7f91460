"""A turn is given back whatever becomes of the stream."""

from django.http import StreamingHttpResponse

from quartier.surface.turns import Turns


def test_no_more_streams_than_turns() -> None:
    turns = Turns(2)
    first, second = turns.take(iter([b"a"])), turns.take(iter([b"b"]))
    assert first and second and turns.take(iter([b"c"])) is None
    assert list(first) == [b"a"]
    assert turns.take(iter([b"c"])) is None  # read to its end, and not closed yet
    first.close()
    first.close()
    assert turns.take(iter([b"c"])) is not None
    assert turns.take(iter([b"d"])) is None


def test_an_answer_that_nobody_read_gives_its_turn_back_when_it_is_closed() -> None:
    turns = Turns(1)
    held = turns.take(iter([b"a"]))
    assert held is not None
    StreamingHttpResponse(held).close()
    assert turns.take(iter([b"b"])) is not None

"""Quotes are exact, repaired or refused."""

from kg.graph.quotes import check_quotes
from kg.model import CharSpan, Evidence, Fact, Mention, Record, RecordEntity

TEXT = "样例铜业有\n限公司 12 获得样例奖。"


def told(quote: str, start: int, end: int, sentence: tuple[int, int] = (0, 18)) -> tuple[int, dict[str, int]]:
    proof = Evidence(CharSpan(start, end), CharSpan(*sentence), quote)
    entity = RecordEntity(
        "e", "Enterprise", ("样例铜业有限公司",), (Mention(CharSpan(0, 9), "样例铜业有限公司", "m", 1.0),)
    )
    record = Record("1" * 16, "d", None, None, None, (entity,), (Fact("unitOf", "e", "e", proof, "m", 1.0),), ())
    checked, verdicts = check_quotes(record, TEXT)
    assert len(checked.entities[0].mentions) == 1
    return len(checked.facts), {k: v for k, v in verdicts.items() if k != "exact"}


def test_white_space_does_not_matter() -> None:
    assert told("样例铜业有限公司", 0, 9) == (1, {})


def test_furniture_left_out_is_a_repair() -> None:
    assert told("样例铜业有限公司获得样例奖", 0, 18) == (1, {"repaired": 1})


def test_characters_that_are_not_there_are_refused() -> None:
    assert told("样例铝业有限公司", 0, 9) == (0, {"refused": 1})
    assert told("", 0, 9) == (0, {"refused": 1})


def test_spans_outside_the_text_are_refused() -> None:
    assert told("样例", 0, 99) == (0, {"refused": 1})
    assert told("样例", 0, 2, (0, 99)) == (0, {"refused": 1})
    assert told("样例", 0, 2, (5, 5)) == (0, {"refused": 1})


def test_a_long_quote_may_be_cut() -> None:
    text = "长" * 500
    proof = Evidence(CharSpan(0, 500), CharSpan(0, 500), "长" * 200)
    record = Record("1" * 16, "d", None, None, None, (), (Fact("unitOf", "e", "e", proof, "m", 1.0),), ())
    assert check_quotes(record, text)[1] == {"exact": 1}

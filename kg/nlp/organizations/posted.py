"""Company names that only their place tells: what stands between a mark or a word of grammar and a leader's post that a
person follows (佛山公控董事长叶剑明, 与远能运行党委书记、总经理吴岗), behind 旗下 or 所属, at the head of an item before what
companies do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.knowledge import Knowledge
from kg.nlp.lexicon import HARD, Lexicon
from kg.nlp.organizations.borders import may_stand
from kg.nlp.organizations.coined import Anchor
from kg.nlp.person_names import best_name
from kg.nlp.posts import Post, find_posts
from kg.nlp.survey import GENERIC
from kg.nlp.words import Words, is_word

_TOP = re.compile(r"(?:高级|常务|执行|联席)?副?(?:董事长|总经理|总裁)|首席(?:执行|运营|财务|技术)官")
_IN_BRACKETS = re.compile(r"（(?P<name>[一-龥A-Za-z]{4,8})）")
_LEADS = re.compile(
    r"(?:党委|党组|党总支)副?书记|(?:党委|党组)(?:委员|成员)|纪委书记|监事会主席|总经理助理|总裁助理"
    r"|副?总(?:会计师|经济师|法律顾问|工艺师)|总工程师"
)
_NEXT_POST = re.compile(r"[、兼和，]?[^，。；：、！？（）“”\n]{0,10}")
_OWNED = re.compile(
    r"(?:所属|旗下|下属|权属|控股(?!股东)的?|子公司|兄弟公司|兄弟单位)(?:的|有|拥有|企业|公司|单位|：)*(?P<name>[一-龥A-Za-z（）]{2,30}?)(?=[的、，和与等承入获在“]|党委|工会|双双)"
)
_OPENS = re.compile(
    r"(?m)^[●◆■▲○◇▎▍□☆★·] ?(?P<name>[一-龥A-Za-z]{2,6}?)(?=入选|荣获|获|承建|中标|完成|“|召开|举办|举行|开展|组织|启动|联合|与|团委|党委|纪委|工会|在|副|总|通过|向|为|再|首)"
)
_MORE = re.compile(r"[、和](?P<name>[一-龥A-Za-z（）]{2,30}?)(?=[的、，。和等这共都三两四]|双双)")
_BOARDS = re.compile(
    r"等?[一二三两四五六七八九十\d]*[个大项类]?(?:核心|主要|主营)?(?:板块|领域|业务|品牌|产业|系列|产品|事业)"
)
_LISTED = 30  # names in a row behind 所属
_LONGEST = 8  # characters; a clipped name is short, a long one has a head of its own
_ASKED = re.compile(r"[一-龥A-Za-z0-9]{2,8}")
_GENERAL = re.compile(
    r"(?:公司|集团|企业|单位|[镇乡村县区市州省]|街道|股东|代表|事业|行业|领导|客户|银行|股份|项目|工程|基地|板块|业务|品牌|产品|产业|基金|行业|原|前|新|副|届)$|^(?:中唯|中的|中首|原|前|新|该|时|兼|副|项目|业务|企业|有|单一|主|核心)|[年月日号届名位家]"
)


def posted_anchors(words: Words, knowledge: Knowledge, lists: Lexicon) -> Iterator[Anchor]:
    """Short names before a top post and a person, where a mark or 和, 与 stands before; told wherever they stand again."""
    text = words.text
    found = (*_posted(words, knowledge, lists), *_owned(words, knowledge, lists), *_bracketed(words, knowledge, lists))
    names = dict.fromkeys(found)
    for name in names:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if words.border(start) and (words.border(end) or _TOP.match(text, end)):
                yield Anchor(start, end, "Enterprise", "posted_v1", 0.7)
            start = text.find(name, end)


def _posted(words: Words, knowledge: Knowledge, lists: Lexicon) -> Iterator[str]:
    text = words.text
    posts = find_posts(text, knowledge)
    for index, post in enumerate(posts):
        top = post.kind != "title" and _TOP.match(text, post.start)
        if not top and (post.kind == "title" or not _LEADS.match(text, post.start)):
            continue
        start = _opens_at(words, post.start, lists)
        if not _proper(words, start, post.start, knowledge, lists) or not (
            top or _coined(words, start, post.start, knowledge)
        ):
            continue
        if _held(words, posts, index, knowledge):
            yield text[start : post.start]


def _opens_at(words: Words, end: int, lists: Lexicon) -> int:
    """Where the words before a post begin that may stand in a name: at a mark, or behind a word of grammar (与, 时任)."""
    text, start = words.text, end
    while start > end - _LONGEST - 1 and start and text[start - 1] not in HARD:
        index = words.at(start - 1)
        word = words.word(index)
        if words.ends[index] == start and not may_stand(word, words.tags[index], lists):
            break
        start = words.starts[index] if words.ends[index] == start else start - 1
    return start


def _coined(words: Words, start: int, end: int, knowledge: Knowledge) -> bool:
    """True when some word of [start, end) is no common one: a place, a brand, a word no dictionary knows."""
    while start < end:
        index = words.at(start)
        stop = min(words.ends[index], end)
        word = words.text[start:stop]
        if not is_word(word) or word in knowledge.places or words.tags[index][:2] in ("nz", "nt", "ns", "j"):
            return True
        start = stop
    return False


def _held(words: Words, posts: Sequence[Post], index: int, knowledge: Knowledge) -> bool:
    """True when a person follows a post, or the last of several in a row (党委书记、董事长姚林)."""
    while index < len(posts):
        if best_name(words, posts[index].end, knowledge.surnames, 0.5) is not None:
            return True
        index += 1
        if index == len(posts) or not _NEXT_POST.fullmatch(words.text, posts[index - 1].end, posts[index].start):
            return False
    return False


def _bracketed(words: Words, knowledge: Knowledge, lists: Lexicon) -> Iterator[str]:
    """Behind a person in brackets: 周启明（中联农机）, where the words are coined and no post."""
    text = words.text
    for match in _IN_BRACKETS.finditer(text):
        start, end = match.span("name")
        if not _proper(words, start, end, knowledge, lists) or not _coined(words, start, end, knowledge):
            continue
        if find_posts(match["name"], knowledge):
            continue
        for size in (3, 2, 4):
            person = best_name(words, match.start() - size, knowledge.surnames, 0.6) if match.start() >= size else None
            if person is not None and person.end == match.start():
                yield match["name"]
                break


def _owned(words: Words, knowledge: Knowledge, lists: Lexicon) -> Iterator[str]:
    for pattern in (_OWNED, _OPENS):
        for match in pattern.finditer(words.text):
            start, end = match.span("name")
            found: list[str] = []
            for _ in range(_LISTED):
                person = best_name(words, start, knowledge.surnames, 0.6)
                if not words.border(start) or not words.border(end) or (person is not None and person.end >= end):
                    break
                if _proper(words, start, end, knowledge, lists):
                    found.append(words.text[start:end])
                more = _MORE.match(words.text, end)
                if pattern is _OPENS or more is None:
                    break
                start, end = more.span("name")
            if not _BOARDS.match(words.text, end):
                yield from found


def _proper(words: Words, start: int, end: int, knowledge: Knowledge, lists: Lexicon) -> bool:
    """True when [start, end) reads as a name of its own: no general word, no place, no head inside."""
    name = words.text[start:end]
    if not _ASKED.fullmatch(name) or _GENERAL.search(name) or name in GENERIC or name in knowledge.places:
        return False
    if lists.head.search(name) or (is_word(name) and words.tags[words.at(start)][:2] not in ("nz", "nt", "nr", "ns")):
        return False
    return _stand(words, start, end, lists)


def _stand(words: Words, start: int, end: int, lists: Lexicon) -> bool:
    """True when no word of [start, end) is one that names do not hold."""
    position = start
    while position < end:
        index = words.at(position)
        stop = min(words.ends[index], end)
        if not may_stand(words.text[position:stop], words.tags[index], lists):
            return False
        position = stop
    return True

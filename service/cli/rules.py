"""`hela explain`: one rule, criterion or amount in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.errors import Words
from engine.model import Amount, Criterion, Policy, Rule, Texts
from engine.policy import Library
from engine.words.review import review_part
from service.cli.layout import Page, set_review
from service.cli.messages import Said
from service.cli.shared import Language, nearest, stop, write

__all__ = ["run"]

_WORDS = {
    "pack": Words("Paket {0} {1}: {2}", "Pack {0} {1}: {2}"),
    "forms": Words("Prövas för: {0}", "Judged for: {0}"),
    "feel": Words("Villkoren som de körs (FEEL)", "The conditions as they are run (FEEL)"),
    "facts": Words("Uppgifter som avgör", "Facts that decide"),
    "applies": Words("gäller", "applies"),
    "requires": Words("kräver", "requires"),
    "otherwise": Words("annars", "otherwise"),
    "value": Words("värde", "value"),
}


def run(library: Library, wanted: str, on: date, *, language: Language, page: Page) -> None:
    """Write what a rule, criterion or amount asks, in words and as written, in every pack."""
    fold = wanted.casefold()
    parts = list(_parts(library))
    found = [(policy, part) for policy, part in parts if part.id.casefold() == fold]
    if not found:
        hint = nearest(wanted, sorted({part.id for _, part in parts}), language)
        stop(Said.UNKNOWN_RULE, language, wanted, hint)
    written = _Explained(library, on, language, page)
    texts = ["\n".join(written.lines(policy, part)).lstrip("\n") + "\n" for policy, part in found]
    write(f"\n{'-' * page.width}\n\n".join(texts))


def _parts(library: Library) -> Iterator[tuple[Policy, Rule | Criterion | Amount]]:
    """Everything that has an id to ask for, with its pack."""
    for policy in library.policies.values():
        yield from ((policy, rule) for rule in policy.rules)
        yield from ((policy, criterion) for criterion in policy.criteria)
        yield from ((policy, amount) for amount in policy.amounts)


class _Explained:
    def __init__(self, library: Library, on: date, language: Language, page: Page) -> None:
        self._library = library
        self._on = on
        self._language = language
        self._page = page

    def lines(self, policy: Policy, part: Rule | Criterion | Amount) -> Iterator[str]:
        program = self._library.link([policy.id], max(self._on, policy.valid_from))
        lines = review_part(policy, program, part.id, self._language.value)
        yield from set_review(lines, self._page)
        yield from self._head("feel")
        for key, text in self._written(part):
            yield from self._page.wrapped(f"{key}: {text}", "  ", more="  ")
        facts = () if isinstance(part, Amount) else part.facts
        if facts:
            yield from self._head("facts")
        for name in facts:
            label = self._say(_label(self._library, policy, name))
            yield from self._page.wrapped(f"{name}: {label}", "  ", more="  ")
        yield ""
        title = self._say(policy.title)
        yield from self._page.wrapped(self._word("pack", policy.id, policy.version, title))
        forms = [
            self._say(bundle.title)
            for bundle in self._library.bundles.values()
            if any(member.pack == policy.id for member in bundle.packs)
        ]
        if forms:
            yield from self._page.wrapped(self._word("forms", ", ".join(forms)))

    def _written(self, part: Rule | Criterion | Amount) -> Iterator[tuple[str, str]]:
        if isinstance(part, Amount):
            yield self._word("value"), part.text
            return
        if part.applies_text:
            yield self._word("applies"), part.applies_text
        if isinstance(part, Rule):
            yield self._word("requires"), part.requires_text
            return
        for row in part.rows:
            yield row.level, row.text or self._word("otherwise")

    def _head(self, key: str) -> Iterator[str]:
        yield ""
        yield self._page.paint(self._word(key), "1")

    def _word(self, key: str, *parts: str) -> str:
        return _WORDS[key].in_(self._language.value).format(*parts)

    def _say(self, texts: Texts) -> str:
        return texts.sv if self._language is Language.SV else texts.en


def _label(library: Library, policy: Policy, name: str) -> Texts:
    """What a fact of a pack is called: a question, a figure or a computed fact."""
    owner = next((one.pack for one in policy.imports if name in one.names), policy.id)
    home = library.policies[owner]
    named: dict[str, Texts] = {one.name: one.label for one in library.inputs.values()}
    named |= {one.name: one.label for one in home.inputs}
    named |= {one.name: one.label for one in home.parameters}
    named |= {one.name: one.label for one in home.derived}
    return named.get(name, Texts("bedömningsdagen", "the day of assessment"))

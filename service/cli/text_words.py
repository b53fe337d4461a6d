"""The words around an assessment, in both languages; its own texts come from the rules."""

from __future__ import annotations

from typing import Final

from engine.assessment.record import Words
from engine.verdict import Outcome

__all__ = ["COLOURS", "MARKS", "WORDS"]

MARKS: Final = {
    Outcome.MET: "✓",
    Outcome.NOT_MET: "✗",
    Outcome.UNKNOWN: "?",
    Outcome.NOT_RELEVANT: "–",
}
COLOURS: Final = {
    Outcome.MET: "32",
    Outcome.NOT_MET: "31",
    Outcome.UNKNOWN: "33",
    Outcome.NOT_RELEVANT: "2",
}

WORDS: Final = {
    "judged": Words(sv="Bedömd efter reglerna {0}.", en="Judged by the rules of {0}."),
    "gates": Words(
        sv="Rättsliga krav: får stödet ges?", en="Legal gates: may the support be paid?"
    ),
    "levels": Words(sv="Kvalitet: hur väl är det inbyggt?", en="Quality: how well is it built in?"),
    "prompts": Words(sv="Lärande: vad kan bli bättre?", en="Learning: what could be better?"),
    "amounts": Words(sv="Belopp", en="Amounts"),
    "questions": Words(
        sv="Frågor att svara på, de som avgör mest först",
        en="Questions to answer, those that decide most first",
    ),
    "caveats": Words(
        sv="Uppgifter i reglerna som ingen har kontrollerat",
        en="Figures in the rules that nobody has checked",
    ),
    "trail": Words(sv="Spår", en="Trail"),
    Outcome.MET: Words(sv="uppfyllda", en="met"),
    Outcome.NOT_MET: Words(sv="inte uppfyllda", en="not met"),
    Outcome.UNKNOWN: Words(sv="väntar på svar", en="waiting for answers"),
    Outcome.NOT_RELEVANT: Words(sv="inte relevanta", en="not relevant"),
    (Outcome.MET, 1): Words(sv="uppfyllt", en="met"),
    (Outcome.NOT_MET, 1): Words(sv="inte uppfyllt", en="not met"),
    (Outcome.NOT_RELEVANT, 1): Words(sv="inte relevant", en="not relevant"),
    "improve": Words(sv="att förbättra", en="to improve"),
    "in_place": Words(sv="på plats", en="in place"),
    "irrelevant": Words(sv="inte relevant", en="not relevant"),
    "because": Words(sv="Avgjordes av: {0}", en="Decided by: {0}"),
    "waits": Words(sv="Väntar på svar om: {0}", en="Waits for an answer on: {0}"),
    "waits_many": Words(
        sv="Väntar på svar om: {0} och {1} till", en="Waits for an answer on: {0} and {1} more"
    ),
    "unverified": Words(
        sv="Väntar på att en handläggare verifierar: {0}",
        en="Waits for a case officer to verify: {0}",
    ),
    "no_value": Words(
        sv="Går inte att räkna fram ur svaren.", en="Cannot be worked out from the answers."
    ),
    "items": Words(sv="Det gäller: {0}", en="This concerns: {0}"),
    "source": Words(sv="Källa: {0} ({1})", en="Source: {0} ({1})"),
    "not_decided": Words(sv="inte avgjort, {0}", en="not settled, {0}"),
    "either": Words(sv="{0} eller {1} är möjligt", en="{0} or {1} is possible"),
    "open": Words(sv="inte avgjort", en="not settled"),
    "aim": Words(sv="Godtagbart från nivån {0}.", en="Good enough from level {0}."),
    "as_before": Words(sv="(räknat ovan)", en="(worked out above)"),
    "settles": Words(sv="avgör {0}", en="settles {0}"),
    "affects": Words(sv="påverkar {0}", en="affects {0}"),
    "concerns": Words(sv="{0}. {1}", en="{0}. {1}"),
    "rules": Words(sv="Regler: {0}", en="Rules: {0}"),
    "rules_digest": Words(sv="Reglernas SHA-256: {0}", en="SHA-256 of the rules: {0}"),
    "facts_digest": Words(sv="Svarens SHA-256: {0}", en="SHA-256 of the answers: {0}"),
    "agreed": Words(sv="Oberoende motorer som är eniga: {0}", en="Engines that agree: {0}"),
    "more": Words(sv="{0} visas med --all", en="{0} are shown with --all"),
    "more_questions": Words(
        sv="{0} frågor till visas med --all", en="{0} more questions are shown with --all"
    ),
    "verified": Words(sv="verifierat", en="verified"),
    "contradicted": Words(sv="motsagt", en="contradicted"),
    "unchecked": Words(sv="inte kontrollerat", en="not checked"),
}

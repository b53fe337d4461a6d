"""What can go wrong between us and durable-rules, as three kinds a caller can tell apart."""

from __future__ import annotations

__all__ = ["DurableEnvelopeError", "DurableError", "DurableFaultError", "EngineUnavailable"]


class DurableError(Exception):
    """A failure around durable-rules: a stable `code`, and the message in both languages."""

    def __init__(self, code: str, *, sv: str, en: str) -> None:
        self.code = code
        self.sv = sv
        self.en = en
        super().__init__(f"{code}: {en}")


class DurableEnvelopeError(DurableError):
    """The network cannot be expressed inside the limits that keep durable-rules safe.

    Raised while compiling, never while running. `limit` names the limit, `allowed` and
    `got` are counts.
    """

    def __init__(self, limit: str, *, allowed: int, got: int, where: str = "") -> None:
        self.limit = limit
        self.allowed = allowed
        self.got = got
        place_sv = f" i `{where}`" if where else ""
        place_en = f" in `{where}`" if where else ""
        super().__init__(
            f"durable-envelope-{limit}",
            sv=(
                f"Villkoren ryms inte i regelmotorn{place_sv}: högst {allowed} tillåts för "
                f"`{limit}`, här är det {got}. Dela upp villkoret i flera härledda fakta."
            ),
            en=(
                f"The conditions do not fit the rule engine{place_en}: at most {allowed} are "
                f"allowed for `{limit}`, here it is {got}. Split the condition into several "
                f"derived facts."
            ),
        )


class DurableFaultError(DurableError):
    """The engine answered in a way that a sound engine cannot; nothing may be issued on it."""

    def __init__(self, what: str, *, expected: str, got: str) -> None:
        self.what = what
        super().__init__(
            "durable-fault",
            sv=(
                f"Regelmotorn svarade orimligt ({what}): väntade {expected}, fick {got}. "
                f"Inget utlåtande lämnas. Försök igen; återkommer felet, anmäl det."
            ),
            en=(
                f"The rule engine gave an impossible answer ({what}): expected {expected}, got "
                f"{got}. No assessment is issued. Try again; if it returns, report it."
            ),
        )


class EngineUnavailable(DurableError):
    """No answer this time: the worker died, hung or could not start. The same call may be retried.

    `retry_after_seconds` is a whole number fit for a `Retry-After` header.
    """

    retry_after_seconds = 1

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"engine-unavailable-{reason}",
            sv=(
                "Regelmotorn svarade inte den här gången. Inget har gått förlorat; "
                "försök igen om en stund."
            ),
            en="The rule engine did not answer this time. Nothing is lost; try again in a moment.",
        )

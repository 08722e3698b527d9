"""Whether and when to ask again: tenacity repeats, :class:`Patience` decides.

Counted is over one citation with all its redirects, so that no chain of trouble adds up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenacity import AsyncRetrying, retry_if_result

from linkcheck.fetch.exchange import Answer
from linkcheck.fetch.headers import retry_after
from linkcheck.model import FailureKind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from tenacity import RetryCallState

    from linkcheck.fetch.deadlines import Deadline
    from linkcheck.fetch.policy import FetchPolicy
    from linkcheck.fetch.troubles import Trouble

TOO_MANY_REQUESTS = 429
SERVER_ERRORS = frozenset(range(500, 600)) - {501, 505, 511}
"""Not implemented, unknown version, sign in to the network: asking again changes nothing."""

_ONCE_MORE = frozenset({FailureKind.NO_SUCH_HOST, FailureKind.PROTOCOL})
_JITTER = 0.25


class Patience:
    """Keeps count for one citation.

    ``retries`` and ``requests`` are how often we asked again, and in all. ``unkept`` is a wait in
    seconds that the server asked for and that was too long to keep, ``None`` if there was none.
    """

    def __init__(
        self,
        policy: FetchPolicy,
        deadline: Deadline,
        *,
        random: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        self.retries = 0
        self.requests = 0
        self.unkept: float | None = None
        self._policy = policy
        self._deadline = deadline
        self._random = random
        self._now = now

    def retrying(
        self,
        *,
        sleep: Callable[[float], Awaitable[None]],
        tell: Callable[[Answer | Trouble, float], None],
    ) -> AsyncRetrying:
        """What repeats a call that answers Answer or Trouble; the last answer is the result."""

        def before_sleep(state: RetryCallState) -> None:
            self.retries += 1
            tell(_outcome(state), state.upcoming_sleep)

        return AsyncRetrying(
            retry=retry_if_result(lambda outcome: tries(outcome, self._policy) > 1),
            wait=self._wait,
            stop=self._stop,
            sleep=sleep,
            before_sleep=before_sleep,
            retry_error_callback=_outcome,
        )

    def asked_wait(self, outcome: Answer | Trouble) -> float | None:
        """The seconds that a server asks to be left alone, ``None`` if it does not."""
        if isinstance(outcome, Answer) and _is_overloaded(outcome):
            return retry_after(outcome.headers, self._now())
        return None

    def _wait(self, state: RetryCallState) -> float:
        asked = self.asked_wait(_outcome(state))
        return backoff(self.retries, self._random) if asked is None else asked

    def _stop(self, state: RetryCallState) -> bool:
        outcome, wait = _outcome(state), state.upcoming_sleep
        too_long = wait > min(self._policy.max_retry_after, self._deadline.left)
        if too_long:
            self.unkept = self.asked_wait(outcome)
        return (
            too_long
            or self.retries + 1 >= tries(outcome, self._policy)
            or self.requests >= self._policy.max_requests
        )


def tries(outcome: Answer | Trouble, policy: FetchPolicy) -> int:
    """How often, in all, one asks a server that answered so."""
    if isinstance(outcome, Answer):
        return policy.attempts if _is_overloaded(outcome) or outcome.dropped else 1
    if outcome.kind is FailureKind.CONNECTION:
        return policy.attempts
    return min(2, policy.attempts) if outcome.kind in _ONCE_MORE else 1


def backoff(retries: int, random: Callable[[], float]) -> float:
    """Seconds before asking again unbidden: 1, 2, 4 …, each a quarter more or less."""
    return float(2**retries) * (1 - _JITTER + 2 * _JITTER * random())


def _is_overloaded(answer: Answer) -> bool:
    return answer.status == TOO_MANY_REQUESTS or answer.status in SERVER_ERRORS


def _outcome(state: RetryCallState) -> Answer | Trouble:
    assert state.outcome is not None  # noqa: S101 (tenacity sets it before it asks us)
    outcome: Answer | Trouble = state.outcome.result()
    return outcome

"""Letters of the mailboxes that the settings name, every other minute. Without the feature there is nothing to read."""

import structlog
from django.conf import settings

from quartier.core.kit.errors import Refusal

from .tasks import task

log = structlog.get_logger("quartier.job")


@task("read_mailboxes", every="*/2 * * * *")
def read_mailboxes(timestamp: int) -> None:
    """A mailbox that is away is asked again at the next round, and keeps none of the others waiting."""
    if "appeals" not in settings.QUARTIER_FEATURES or not settings.QUARTIER_MAILBOXES:
        return
    from quartier.features.appeals.mailbox import rounds

    for box in rounds.all_boxes():
        try:
            done = rounds.run(box)
        except (rounds.Away, Refusal) as problem:
            log.warning("mailbox", task="read_mailboxes", error=problem.code)
            continue
        if done:
            log.info("mailbox", task="read_mailboxes", count=sum(done.values()))

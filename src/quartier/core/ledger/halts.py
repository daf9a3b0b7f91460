"""Why the log does not go on. Each code has a sentence at the edge, and a line in the how-to that says what to do."""

from quartier.core.kit.errors import Refusal


class Halt(Refusal):
    """The sequencer must not sign. It is better to stand still than to sign what a witness would not.

    ledger_keys_missing · ledger_key_unfit · ledger_policy_unfit    nothing to sign with, or nobody may trust it
    ledger_sequencer_runs                       another process holds the advisory lock
    ledger_swap_failed                          the lock store held other bytes: another sequencer was faster
    ledger_lock_missing · ledger_lock_unfit     heads exist, the lock store is empty or cannot be verified
    ledger_behind_lock                          the database is behind what was signed: a restored backup
    ledger_ahead_of_lock                        something was noted or published that the lock store does not know
    ledger_other_root                           one size, two roots
    ledger_inconsistent                         places, batches and entries do not fit together
    ledger_tile_differs                         a file of that name holds other bytes
    ledger_alarm                                a witness holds another history; a person has to look
    """

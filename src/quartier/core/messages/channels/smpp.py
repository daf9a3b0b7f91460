"""SMPP 3.4 (SMS Forum, 1999): one bound session as transceiver, opened at the first message.

What it promises. An SMS counts as handed over when the SMSC has answered submit_sm with its message id (§4.4.2), as
delivered when a receipt with that id says so (§5.2.12, appendix B). SMPP has no way to ask whether a submit_sm whose
answer was lost has arrived. So each one carries a user_message_reference (§5.3.2.17); an SMSC that gives it back in the
receipt tells us that the message had left. Without a receipt in time it is sent again, and may then arrive twice.
Where a text takes several SMS, the receipt is asked for the last one.
"""

import hashlib
import re
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from smpplib import consts, exceptions
from smpplib.client import Client

from quartier.core.kit.errors import Surroundings

from ..rules import words
from .parcel import Parcel, Refused, Unanswered

TIMEOUT = 10.0  # seconds for one answer
# SMPP 3.4 §5.1.3: what will not change by asking again.
LASTING = {0x0A: "source_refused", 0x0B: "number_refused", 0x61: "number_refused", 0x01: "too_long"}
PASSING = {0x58: "throttled", 0x14: "queue_full", 0x08: "smsc_failed"}
# Final states of a receipt (§5.2.28); the others say that it is still on its way.
FINAL = {
    "DELIVRD": "delivered",
    "EXPIRED": "given_up",
    "UNDELIV": "given_up",
    "REJECTD": "given_up",
    "DELETED": "given_up",
}
STATES = {2: "DELIVRD", 3: "EXPIRED", 4: "DELETED", 5: "UNDELIV", 8: "REJECTD"}
RECEIPT = 0x04  # in esm_class
TRY_AGAIN = 0x64  # ESME_RX_T_APPN
INTERNATIONAL, ISDN, ALPHANUMERIC = 1, 1, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SmppAccount:
    """Where and as whom to bind; `sender` stands on the telephone."""

    host: str
    port: int
    name: str
    password: str
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What an SMSC says of one message. `state` is None while it is on its way."""

    message_id: str
    known_as: str
    state: str | None
    code: str


def read_account(url: str) -> SmppAccount:
    """`smpp://name:word@host:2775?from=Sender`. Raises Surroundings where something is missing."""
    parts = urlsplit(url)
    sender = parse_qs(parts.query).get("from", [""])[0]
    if parts.scheme != "smpp" or not parts.hostname or not sender:
        raise Surroundings("sms.not_configured", backend="smpp")
    return SmppAccount(
        host=parts.hostname,
        port=parts.port or 2775,
        name=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
    )


def number(reference: str) -> int:
    """The two bytes that SMPP leaves us to name a message by."""
    return int.from_bytes(hashlib.sha256(reference.encode()).digest()[:2], "big")


def known_as(*, to: str, ours: int) -> str:
    """Number and reference together, which do not meet again within days; tells neither."""
    return "sms " + hashlib.sha256(f"{to.lstrip('+')} {ours}".encode()).hexdigest()[:40]


class Line:
    """One session with an SMSC. `received` keeps a receipt before the SMSC is told that we have it, and says whether
    it fitted a message."""

    def __init__(self, account: SmppAccount, *, received: Callable[[Receipt], bool] | None = None) -> None:
        self.account, self.received = account, received
        self.client: Client | None = None
        self.answers: dict[int, str] = {}
        self.refusals: dict[int, int] = {}

    def open(self) -> Client:
        """Bind. Raises Refused while nobody answers there, or our name is not known."""
        if self.client is not None:
            return self.client
        client = Client(
            self.account.host,
            self.account.port,
            timeout=TIMEOUT,
            allow_unknown_opt_params=True,
            logger_name="smpp",
        )
        client.set_message_sent_handler(self._answered)
        client.set_error_pdu_handler(self._refused)
        client.set_message_received_handler(self._delivered)
        try:
            client.connect()
            client.bind_transceiver(system_id=self.account.name, password=self.account.password)
        except exceptions.PDUError:
            _shut(client)
            raise Refused("smsc_refused_us", lasting=False) from None
        except (exceptions.ConnectionError, OSError):
            _shut(client)
            raise Refused("smsc_away", lasting=False) from None
        self.client = client
        return client

    def send(self, parcel: Parcel) -> str:
        """Hand over every part; returns the last part's message id. Raises Refused, or Unanswered when it may have left."""
        client = self.open()
        coding, parts = words.sms_parts(parcel.text, reference=number(parcel.reference) & 0xFF)
        last = ""
        for place, part in enumerate(parts, start=1):
            try:
                last = self._submit(
                    client, parcel, part, coding=coding, parts=len(parts), is_last=place == len(parts)
                )
            except Refused as no:
                if place == 1 or no.lasting:
                    raise
                raise Unanswered(
                    no.code
                ) from None  # its first parts have left: not at once again from the start
        return f"smsc {last}"

    def _submit(
        self, client: Client, parcel: Parcel, part: bytes, *, coding: int, parts: int, is_last: bool
    ) -> str:
        digits = parcel.to.lstrip("+")
        try:
            pdu = client.send_message(
                source_addr_ton=ALPHANUMERIC if not self.account.sender.isdigit() else INTERNATIONAL,
                source_addr_npi=0 if not self.account.sender.isdigit() else ISDN,
                source_addr=self.account.sender,
                dest_addr_ton=INTERNATIONAL,
                dest_addr_npi=ISDN,
                destination_addr=digits,
                short_message=part,
                data_coding=coding,
                esm_class=consts.SMPP_GSMFEAT_UDHI if parts > 1 else 0,
                registered_delivery=int(is_last and parcel.wants_receipt),
                user_message_reference=number(parcel.reference),
            )
            while pdu.sequence not in self.answers and pdu.sequence not in self.refusals:
                client.read_once(auto_send_enquire_link=False)
        except (exceptions.ConnectionError, exceptions.PDUError, OSError):
            self.drop()
            raise Unanswered("smsc_fell_silent") from None
        if (status := self.refusals.pop(pdu.sequence, None)) is not None:
            code = LASTING.get(status) or PASSING.get(status) or "smsc_refused"
            raise Refused(code, lasting=status in LASTING)
        return self.answers.pop(pdu.sequence)

    def listen(self, seconds: float) -> None:
        """Take receipts until none has come for this long. Raises Refused while nobody answers there."""
        client = self.open()
        client._socket.settimeout(seconds)
        try:
            while True:
                client.read_once(auto_send_enquire_link=False)
        except TimeoutError:
            client._socket.settimeout(TIMEOUT)
        except (exceptions.ConnectionError, OSError):
            self.drop()

    def close(self) -> None:
        """Say goodbye; an SMSC that does not answer is left."""
        if self.client is not None:
            with suppress(exceptions.ConnectionError, exceptions.PDUError, OSError):
                self.client.unbind()
            self.drop()

    def drop(self) -> None:
        if self.client is not None:
            _shut(self.client)
            self.client = None

    def _answered(self, pdu: Any) -> None:
        self.answers[pdu.sequence] = _text(pdu.message_id)

    def _refused(self, pdu: Any) -> None:
        self.refusals[pdu.sequence] = int(pdu.status)

    def _delivered(self, pdu: Any) -> int:
        """Whatever is no receipt is somebody's answer to our number: nobody reads those here, so it is not kept.

        A receipt that fits nothing yet (its message is being written down) is asked for again.
        """
        if int(pdu.esm_class or 0) & RECEIPT and not (self.received and self.received(read_receipt(pdu))):
            return TRY_AGAIN
        return int(consts.SMPP_ESME_ROK)


def read_receipt(pdu: Any) -> Receipt:
    """From the fields of 3.4 where there are some, else from the text of appendix B."""
    text = _text(pdu.short_message)
    told = dict(re.findall(r"(id|stat|err):(\S+)", text))
    state = STATES.get(int(pdu.message_state)) if pdu.message_state else told.get("stat")
    ours = pdu.user_message_reference
    sender = _text(pdu.source_addr)
    return Receipt(
        message_id=_text(pdu.receipted_message_id) or told.get("id", ""),
        known_as=known_as(to=sender, ours=int(ours)) if ours is not None else "",
        state=FINAL.get(state or ""),
        code="" if state == "DELIVRD" else f"sms_{(state or 'unknown').lower()}",
    )


def _text(value: Any) -> str:
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else str(value or "")
    return text.rstrip("\x00")


def _shut(client: Client) -> None:
    """Close without the library's word about it: it would call a lost link a mistake of ours."""
    if client._socket is not None:
        with suppress(OSError):
            client._socket.shutdown(socket.SHUT_RDWR)
        client._socket.close()
        client._socket = None
    client.state = consts.SMPP_CLIENT_STATE_CLOSED

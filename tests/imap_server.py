"""A real IMAP server for the tests: Debian's Dovecot, run without privileges in a folder of its own.

Everybody who knows the password is let in, and has an empty Maildir of their own. As root the server runs as `nobody`,
because Dovecot hands no mail to root.
"""

import contextlib
import getpass
import grp
import imaplib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tools import dovecot

PASSWORD = "correct-horse"
SETTINGS = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = {tls}
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = {uid}
mail_location = maildir:~/Maildir
mailbox_list_index = no
default_process_limit = 10
default_vsz_limit = 256M
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/homes/%n
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {sealed}
    ssl = yes
  }}
}}
"""


class Server:
    """One running server. `certificate`: where its own authority stands, for the test of TLS."""

    def __init__(self, *, certificate: Path | None = None, key: Path | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="imap-"))
        self.plain, self.sealed = _free_port(), _free_port()
        self.certificate, self.key = certificate, key
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start, or start again with the mail that was there. Raises RuntimeError with what the server said."""
        program = dovecot.find()
        if program is None:
            raise RuntimeError("no dovecot")
        command = [program, "-F", "-c", str(self._settings())]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, **self._unprivileged()
        )
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.plain), 0.2):
                return
            time.sleep(0.05)
        self.process.kill()
        said = self.process.communicate()[1].decode(errors="replace")
        log = self.folder / "log"
        raise RuntimeError(f"dovecot: {said} {log.read_text() if log.exists() else ''}")

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        self.process.kill()
        self.process.communicate()
        self.process = None

    def address(self, user: str, *, box: str = "INBOX") -> str:
        """The mailbox as a setting names it."""
        return f"imap://{quote(user)}:{quote(PASSWORD)}@127.0.0.1:{self.plain}/{box}"

    @contextlib.contextmanager
    def open(self, user: str) -> Any:
        """A session of the test's own, beside ours."""
        client = imaplib.IMAP4("127.0.0.1", self.plain)
        client.login(user, PASSWORD)
        try:
            yield client
        finally:
            client.logout()

    def put(self, user: str, message: Message | bytes, *, box: str = "INBOX") -> None:
        """What the postman does."""
        raw = message if isinstance(message, bytes) else message.as_bytes()
        with self.open(user) as client:
            status, said = client.append(box, "", imaplib.Time2Internaldate(time.time()), raw)
            assert status == "OK", said

    def count(self, user: str, *, box: str = "INBOX", asked: str = "ALL") -> int:
        """How many messages of a folder answer the search; 0 where there is no such folder."""
        with self.open(user) as client:
            if client.select(f'"{box}"', readonly=True)[0] != "OK":
                return 0
            return len(client.search(None, asked)[1][0].split())

    def _settings(self) -> Path:
        uid, gid = _owner()
        (self.folder / "homes").mkdir(exist_ok=True)
        tls = self.certificate is not None and self.key is not None
        text = SETTINGS.format(
            folder=self.folder,
            tls="yes" if tls else "no",
            certificate=self._own(self.certificate),
            key=self._own(self.key),
            user=pwd.getpwuid(uid).pw_name,
            group=grp.getgrgid(gid).gr_name,
            uid=uid,
            gid=gid,
            password=PASSWORD,
            plain=self.plain,
            sealed=self.sealed if tls else 0,
        )
        path = self.folder / "dovecot.conf"
        path.write_text(text, encoding="ascii")
        if os.geteuid() == 0:
            for each in (self.folder, *self.folder.iterdir()):
                os.chown(each, uid, gid)
        return path

    def _own(self, path: Path | None) -> Path:
        """A copy that the server may read; an empty file where there is nothing to copy."""
        copy = self.folder / (path.name if path else "nothing")
        copy.write_bytes(path.read_bytes() if path else b"")
        return copy

    def _unprivileged(self) -> dict[str, Any]:
        uid, gid = _owner()
        return {"user": uid, "group": gid, "extra_groups": []} if os.geteuid() == 0 else {}


def _owner() -> tuple[int, int]:
    entry = pwd.getpwnam("nobody" if os.geteuid() == 0 else getpass.getuser())
    return entry.pw_uid, entry.pw_gid


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])

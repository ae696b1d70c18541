"""What machines and attackers send, from a seeded generator: spam, injections, odd encodings,
forged and foreign tokens, replays, path tricks, files that are two kinds at once.

It knows the forms by what capabilities register, so a new one is attacked the day it comes.
"""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlencode

from hub.kernel.contract import registry
from hub.kernel.contract.parts import IntakeForm
from tests.intake.ammunition import (
    ACTS,
    DOMAINS,
    DOUBLE,
    EMAILS,
    FILES,
    HEADERS,
    INNER,
    NAMES,
    PARTS,
    TEXTS,
    TOKENS,
    TYPES,
    VALUES,
    WELL_FORMED,
)

# How many are mere spam, well formed; how many something that was sent before, once more.
MILD: Final = 0.5
REPLAYED: Final = 0.1
BOUNDARY: Final = "h0stile"


@dataclass(frozen=True)
class Request:
    """One request as bytes, so that it can be sent once more."""

    path: str
    body: bytes
    content_type: str
    headers: Mapping[str, str] = field(default_factory=dict)
    address: str = "192.0.2.1"

    def send(self, client: Any) -> Any:
        """Return the answer."""
        environ = {"REMOTE_ADDR": self.address}
        return client.generic(
            "POST", self.path, self.body, self.content_type, headers=dict(self.headers), **environ
        )


def multipart(
    words: Mapping[str, Any], files: Sequence[tuple[str, str, bytes]]
) -> tuple[bytes, str]:
    """Return a body and its type, with names just as they are: no client mends them."""
    found = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in words.items()
    ]
    found += [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{called}"\r\n'
        "Content-Type: image/png\r\n\r\n".encode()
        + content
        + b"\r\n"
        for name, called, content in files
    ]
    body = b"".join([*found, f"--{BOUNDARY}--\r\n".encode()])
    return body, f"multipart/form-data; boundary={BOUNDARY}"


class Attacker:
    """Makes requests. `tickets` {path of a form: a ticket it has shown}, `links` are the links in
    mails that reached it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.forms = [one.part for one in registry.owned(IntakeForm)]
        self.kinds = [one.kind for one in self.forms if one.kind]
        self.tickets: dict[str, str] = {}
        self.links: list[str] = []
        self.sent: list[Request] = []

    def next(self) -> Request:
        """Return the next request."""
        chance = self.chance
        if self.sent and chance.random() < REPLAYED:
            return chance.choice(self.sent)
        make = chance.choice([self._form, self._form, self._line, self._line, self._by_link])
        made = make()
        self.sent.append(made)
        return made

    def _network(self) -> str:
        number = self.chance.randrange(200)
        return self.chance.choice([f"192.0.2.{number}", f"2001:db8::{number:x}", "nonsense"])

    def _email(self) -> str:
        number = self.chance.randrange(12)
        if self.chance.random() > 0.7:
            return self.chance.choice(EMAILS)
        return f"kim{number}@{self.chance.choice(DOMAINS)}"

    def _file(self) -> tuple[str, str, bytes]:
        if self.chance.random() < MILD:
            return "image", NAMES[0], self.chance.choice(DOUBLE)
        return "image", self.chance.choice(NAMES), self.chance.choice(FILES)

    def _words(self, part: Any, ticket: str) -> dict[str, Any]:
        chance = self.chance
        fine = {
            **WELL_FORMED.get(part.kind, {}),
            "ticket": ticket,
            "sender_email": f"kim{chance.randrange(12)}@verein.de",
        }
        if chance.random() < MILD:
            return {**fine, "title": f"Werbung {chance.random()}"}
        names = [*part.form().fields, "image_kept", "correct", "link", "do", "version", "date",
                 "nickname", "proof", "x" * 300, "received"]  # fmt: skip
        tickets = (*self.tickets.values(), ticket[:-1], "", "x" * 5000, "a:b:c")
        words = {
            **fine,
            "ticket": chance.choice([ticket, chance.choice(tickets)]),
            "sender_email": self._email(),
            **{chance.choice(names): chance.choice(TEXTS) for _name in range(chance.randrange(5))},
        }
        return {name: value for name, value in words.items() if chance.random() > 0.05}

    def _form(self) -> Request:
        part = self.chance.choice(self.forms)
        path = f"/de/{quote(part.path_in('de'))}/"
        words = self._words(part, self.tickets[path])
        if self.chance.random() < 0.1:
            path += f"?{self.chance.choice(['correct', 'link', 'received', 'day'])}=" + quote(
                self.chance.choice(TEXTS)[:500]
            )
        return self._sent(path, words)

    def _sent(self, path: str, words: Mapping[str, Any]) -> Request:
        chance = self.chance
        files = [self._file()]
        how = chance.random()
        if how < 0.5:
            body, kind = multipart(words, files if chance.random() < 0.5 else [])
        elif how < 0.9:
            body, kind = urlencode(words).encode(), TYPES[0]
        else:
            encoding = chance.choice(["latin-1", "utf-16", "utf-8"])
            text = "&".join(f"{name}={value}" for name, value in words.items())
            body, kind = text.encode(encoding, "replace"), chance.choice(TYPES)
        return self._odd(path, body, kind)

    def _odd(self, path: str, body: bytes, kind: str) -> Request:
        """Return the request, sometimes cut, of another type or with a lying header."""
        chance = self.chance
        if chance.random() < 0.1:
            body = body[: chance.randrange(len(body) + 1)]
        if chance.random() < 0.05:
            kind = chance.choice(TYPES)
        headers = chance.choice(HEADERS) if chance.random() < 0.2 else {}
        return Request(path, body, kind, headers, self._network())

    def _line(self) -> Request:
        chance = self.chance
        kind = chance.choice(self.kinds)
        line: dict[str, Any] = {
            "locale": "de",
            "title": f"Werbung {chance.random()}",
            "sender": {"name": "Kim", "email": f"kim{chance.randrange(12)}@verein.de"},
        }
        if kind == "event":
            line["event"] = {"first_starts_at": "2027-06-05T15:00:00+02:00"}
        if chance.random() > MILD:
            inner = {chance.choice(INNER): chance.choice(VALUES) for _one in range(2)}
            line[chance.choice(PARTS)] = chance.choice([inner, [inner], chance.choice(VALUES)])
            line[chance.choice(PARTS)] = chance.choice(VALUES)
        text = json.dumps(line, ensure_ascii=chance.random() < 0.5).encode("utf-8", "replace")
        path = f"/api/v1/submissions/{kind if chance.random() > 0.05 else chance.choice(TOKENS)}"
        if chance.random() < 0.2:
            body, content = multipart({"line": text.decode()}, [self._file()])
            return self._odd(path, body, content)
        if chance.random() < 0.05:
            text = text.decode().encode(chance.choice(["utf-16", "latin-1"]), "replace")
        return self._odd(path, text, "application/json")

    def _by_link(self) -> Request:
        chance = self.chance
        part = chance.choice(self.forms)
        home = f"/de/{quote(part.path_in('de'))}/"
        link = chance.choice(self.links) if self.links and chance.random() < 0.8 else None
        if link is None or chance.random() < 0.2:
            # Somebody else's link at another form, or one that is none.
            token = link.rstrip("/").rpartition("/")[2] if link else chance.choice(TOKENS)
            link = f"{home}{token}/"
        words = {
            **self._words(part, chance.choice(list(self.tickets.values()))),
            "do": chance.choice(ACTS),
            "version": str(chance.randrange(4)),
            chance.choice(["answer", "date", "title"]): chance.choice(TEXTS),
        }
        return self._sent(link, words)

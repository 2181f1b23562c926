"""The least that a connected system needs to speak STOMP 1.2 with the hub's broker."""

import os
import pathlib
import socket


class Stomp:
    def __init__(self, system_id):
        """Logs in with the key that the hub wrote for that system."""
        keys = pathlib.Path(os.environ.get("BANCHENG_VAR", "./var")) / "keys"
        key = (keys / (system_id + ".key")).read_text().strip()
        port = int(os.environ.get("BANCHENG_BROKER_PORT", "5672"))
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.input = self.socket.makefile("rb")
        self.tell("CONNECT", {"accept-version": "1.2", "host": "hub",
                              "login": system_id, "passcode": key})
        self.hear("CONNECTED")

    def subscribe(self, queue):
        """From now on the queue's messages come, each until it is acknowledged."""
        self.tell("SUBSCRIBE", {"id": "1", "destination": queue, "ack": "client-individual"})

    def receive(self):
        """The next message: its headers and its body."""
        return self.hear("MESSAGE")

    def acknowledge(self, headers):
        self.tell("ACK", {"id": headers["ack"]})

    def send(self, queue, body):
        """Returns when the broker has the message on disk. Not while subscribed."""
        self.tell("SEND", {"destination": queue, "receipt": "sent"}, body)
        self.hear("RECEIPT")

    def tell(self, command, headers, body=""):
        head = "".join(f"{name}:{value}\n" for name, value in headers.items())
        self.socket.sendall(f"{command}\n{head}\n{body}\0".encode())

    def hear(self, expected):
        command = self.line()
        while not command:
            command = self.line()
        headers = {}
        for line in iter(self.line, ""):
            name, value = line.split(":", 1)
            headers.setdefault(name, value)
        body = self.body(headers)
        if command != expected:
            raise SystemExit(f"{command}: {headers.get('message')} {body}")
        return headers, body

    def line(self):
        line = self.input.readline()
        if not line:
            raise SystemExit("The broker closed the connection.")
        return line.decode().rstrip("\n")

    def body(self, headers):
        if "content-length" in headers:
            body = self.input.read(int(headers["content-length"]))
            self.input.read(1)
            return body.decode()
        return b"".join(iter(lambda: self.input.read(1), b"\0")).decode()

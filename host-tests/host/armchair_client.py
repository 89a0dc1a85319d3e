"""A controller's end of the Armchair protocol, written from its description alone and as unforgiving as the original.

Section numbers are those of ARMCHAIR.md. Anything unexpected is an AssertionError, ValueError or TypeError."""

import importlib
import os
import pickle
import struct
import sys

DELIMITER = b"AFKJldkjvaJKDvJDFDFGHowCouldYouEverHaveThisInAFile"
HEADER = struct.Struct(">QBQ")
NAMES = ["init", "close", "error", "ready", "transfer", "init_containers", "sending_files", "pause", "stop"]
NAMES += ["continue", "stopped", "loc_req", "loc_resp", "home", "make", "mix", "save"]
GHOSTS = {"error", "continue", "stopped", "loc_req", "loc_resp", "save"}
FROM_ROBOT = {"error", "ready", "sending_files", "stopped", "loc_resp"}


class Pickle:
    """What stands for dill, at one protocol."""

    def __init__(self, protocol):
        self.protocol = protocol

    def dumps(self, obj):
        return pickle.dumps(obj, protocol=self.protocol)

    def loads(self, data):
        return pickle.loads(data)


def codec(name):
    """One that speaks pickle2 to pickle5, or the compact encoding: cbor."""
    if name.startswith("pickle"):
        return Pickle(int(name[len("pickle") :]))
    sys.path.append(os.path.join(os.getcwd(), "scripts"))
    return importlib.import_module("armchair_cbor")


class Armchair:
    """`dill` is whatever has `dumps` and `loads`."""

    def __init__(self, sock, dill, buffsize=4):
        self.sock, self.dill, self.buffsize = sock, dill, buffsize
        self.cid = 0
        self.in_flight = []
        self.state = 0
        self.error_payload = None
        self.received = b""
        self.payload_bytes = 0
        self.most_in_flight = 0

    def send_pack(self, name, *args):
        """Section 6: one test before the send, and one read if it says so."""
        if self.state == 1:
            raise ConnectionError("send in error state")
        if name not in GHOSTS:
            if len(self.in_flight) > self.buffsize:
                self._recv_ready()
            self.cid += 1
            if name != "ready":
                self.in_flight.append(self.cid)
        self.most_in_flight = max(self.most_in_flight, len(self.in_flight))
        payload = self.dill.dumps(args) if args else b""
        self.payload_bytes += len(payload)
        self.sock.sendall(HEADER.pack(len(payload), NAMES.index(name), self.cid) + payload)

    def recv_pack(self):
        """Section 7: absorbs every `ready`; the first other packet as (name, header cid, arguments or None)."""
        name, cid, args = self._recv()
        while name == "ready":
            self.in_flight.remove(args[0])
            name, cid, args = self._recv()
        return name, cid, args

    def recv_first(self, name):
        """Section 7: meant to skip to the first `name`, but returns the first packet of any type, as it is."""
        return self._recv()

    def recv_ftp(self):
        """Section 8: what follows a `save` that was sent; files by name."""
        name, cid, args = self.recv_pack()
        assert name == "sending_files", f"was expecting sending_files, but got {name}"
        files = {file: self._recv_until(DELIMITER) for file in args[0]}
        self.send_pack("ready", cid)
        return files

    def burn_pipe(self):
        while self.in_flight:
            self._recv_ready()

    def reset_error(self):
        self.state = 0
        self.error_payload = None
        self.in_flight = []

    def close(self):
        self.burn_pipe()
        self.sock.close()

    def expect_end(self):
        """Not in the original: the robot ends its half of the stream and has sent nothing more."""
        rest = self.received + self.sock.recv(4096)
        assert rest == b"", f"{len(rest)} bytes after the last packet"

    def _recv_ready(self):
        name, _, args = self._recv()
        assert name == "ready", f"was expecting a ready packet, but instead recieved a {name}"
        self.in_flight.remove(args[0])

    def _recv(self):
        if self.state == 1:
            raise ConnectionError("receive in error state")
        length, code, cid = HEADER.unpack(self._recv_size(HEADER.size))
        name = NAMES[code]
        assert name in FROM_ROBOT, f"{name} from a robot"
        args = self.dill.loads(self._recv_size(length)) if length else None
        self.payload_bytes += length
        assert args is None or type(args) is tuple, f"arguments of {name} are no tuple: {args!r}"
        if name == "error":
            self.error_payload = args
            self.state = 1
            raise ConnectionError("the robot reported an error")
        return name, cid, args

    def _more(self):
        data = self.sock.recv(65536)
        assert data, "the robot ended the stream"
        self.received += data

    def _recv_size(self, size):
        while len(self.received) < size:
            self._more()
        taken, self.received = self.received[:size], self.received[size:]
        return taken

    def _recv_until(self, mark):
        while mark not in self.received:
            self._more()
        taken, self.received = self.received.split(mark, 1)
        return taken

"""A terminal line for tests: what comes on standard input goes into its far end, and standard output gets what
comes out there.

terminal.py line            a serial line: the first line of the output is the path of its near end
terminal.py run COMMAND...  runs a command at the near end, as at a person's terminal; the last line of standard error
                            is JSON: its exit code, and whether the terminal is as it was before"""

import fcntl
import json
import os
import pty
import select
import subprocess
import sys
import termios

PIECE = 4096
LOOK_SECONDS = 0.02


def relay(far, ended):
    """Until there is no more input or the command has ended, and all that it said is through."""
    sources = [sys.stdin.fileno(), far]
    while True:
        is_over = ended()
        ready, _, _ = select.select(sources, [], [], LOOK_SECONDS)
        if far in ready:
            os.write(sys.stdout.fileno(), os.read(far, PIECE))
        elif is_over:
            return
        if sys.stdin.fileno() in ready:
            data = os.read(sys.stdin.fileno(), PIECE)
            if not data:
                return
            os.write(far, data)


def line():
    # The near end stays open here, as the device of a line does.
    far, near = pty.openpty()
    print(os.ttyname(near), flush=True)
    relay(far, lambda: False)


def run(command):
    far, near = pty.openpty()
    before = termios.tcgetattr(near)
    child = subprocess.Popen(
        command,
        stdin=near,
        stdout=near,
        stderr=near,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    relay(far, lambda: child.poll() is not None)
    is_same = termios.tcgetattr(near) == before
    print(json.dumps({"code": child.wait(), "isAsBefore": is_same}), file=sys.stderr)


if sys.argv[1] == "line":
    line()
else:
    run(sys.argv[2:])

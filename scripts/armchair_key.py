"""Opens a connection to a robot that demands a key (src/wire/EXTENSIONS.md). Python 3 alone. MIT license.

    import armchair_key
    sock = armchair_key.connect("armchair-abcdef.local", 50000, "robot.key")

gives the socket that a controller's original Armchair class takes, which then knows nothing of all this. On a socket that
is connected already: armchair_key.prove(sock, armchair_key.read_key("robot.key")), before anything else is sent."""
import base64, binascii, hashlib, hmac, re, secrets, socket, struct

VERSION, KEY_BYTES, NONCE_BYTES, SECONDS = 1, 32, 16, 10
HELLO, WELCOME, PROOF, ACCEPTED, ERROR = 0x80, 0x81, 0x82, 0x83, 0x02
HEADER, PAYLOAD_BYTES_MAX = struct.Struct(">QBQ"), 512

def read_key(path):
    """The key in a file: 64 hexadecimal digits, or the base64 of 32 bytes."""
    with open(path, encoding="ascii") as file:
        text = file.read().strip()
    try:
        key = bytes.fromhex(text) if re.fullmatch("[0-9A-Fa-f]{64}", text) else base64.b64decode(text.ljust(44, "="), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError(f"{path}: expected a key: 64 hexadecimal digits, or the base64 of 32 bytes")
    return key

def connect(host, port, key_path, seconds=SECONDS):
    """A connected socket on which both sides have proved that they have the key."""
    key = read_key(key_path)
    sock = socket.create_connection((host, port), seconds)
    try:
        prove(sock, key, seconds)
        sock.settimeout(None)
        return sock
    except BaseException:
        sock.close()
        raise

def prove(sock, key, seconds=SECONDS):
    """Greets on a connected socket; what the robot takes, by name. ConnectionError when one of the two has not the key."""
    before = sock.gettimeout()
    sock.settimeout(seconds)
    nonce = secrets.token_hex(NONCE_BYTES)
    _send(sock, HELLO, b"\x82" + bytes([VERSION]) + _text(nonce))
    version, challenge, *limits = _receive(sock, WELCOME, 6)
    if version != VERSION:
        raise ConnectionError(f"the robot greets in version {version}, this program in {VERSION}")
    if not isinstance(challenge, str) or not re.fullmatch(f"[0-9a-f]{{{2 * NONCE_BYTES}}}", challenge):
        raise ConnectionError("the robot demands no key, so it cannot be told from another")
    said = " ".join(str(word) for word in (VERSION, version, *limits, nonce, challenge))
    _send(sock, PROOF, b"\x81" + _text(sign(key, f"Armchair controller {said}")))
    (proof,) = _receive(sock, ACCEPTED, 1)
    if not hmac.compare_digest(str(proof).encode(), sign(key, f"Armchair robot {said}").encode()):
        raise ConnectionError("who has answered does not have the key: it is not this robot")
    sock.settimeout(before)
    return dict(zip(("payload_bytes", "rows", "name_bytes", "window"), limits))

def sign(key, message):
    return hmac.new(key, message.encode("ascii"), hashlib.sha256).hexdigest()

def _text(text):  # of 24 to 255 bytes
    return b"\x78" + bytes([len(text)]) + text.encode("ascii")

def _send(sock, code, payload):
    sock.sendall(HEADER.pack(len(payload), code, 0) + payload)

def _receive(sock, wanted, count):
    length, code, _ = HEADER.unpack(_exactly(sock, HEADER.size))
    if code not in (wanted, ERROR) or length > PAYLOAD_BYTES_MAX:
        raise ConnectionError("what answers is no Armchair robot that knows keys")
    payload = _exactly(sock, length)  # nothing beyond it: that is the controller's
    if code == ERROR and payload[:1] == b"\x80":  # pickle, of a robot that has not seen our encoding yet; not loaded
        raise ConnectionError(payload[payload.index(b"X") + 5 : -4].decode(errors="replace"))
    args, end = _value(payload, 0)
    if code == ERROR:
        raise ConnectionError(args[0][1])
    if end != length or len(args) != count:
        raise ConnectionError("the robot's greeting is damaged")
    return args

def _exactly(sock, length):
    data = b""
    while len(data) < length:
        more = sock.recv(length - len(data))
        if not more:
            raise ConnectionError("the robot has ended the connection")
        data += more
    return data

def _value(data, at):  # CBOR: integers, texts, null and arrays of them
    kind, number, at = data[at] >> 5, data[at] & 31, at + 1
    if kind == 7 and number == 22:
        return None, at
    if 24 <= number <= 26:
        size = 1 << (number - 24)
        number, at = int.from_bytes(data[at : at + size], "big"), at + size
    if kind == 0:
        return number, at
    if kind == 3:
        return data[at : at + number].decode(), at + number
    if kind != 4:
        raise ConnectionError("the robot's greeting is damaged")
    items = []
    for _ in range(number):
        item, at = _value(data, at)
        items.append(item)
    return items, at

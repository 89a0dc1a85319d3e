"""Drives a robot as the original controller does and says in one line of JSON what came of it.

python3 armchair_session.py PORT pickle2|pickle3|pickle4|pickle5|cbor happy|error|blocked"""

import json
import socket
import sys

from armchair_client import Armchair, codec

SECONDS_MAX = 15

INIT = (
    True,
    True,
    4.0,
    {
        "deck_pos": {0: 10, 1: 11, 2: 7, 3: 8, 4: 4, 5: 5, 6: 1, 7: 3},
        "name": {
            0: "tip_rack_300uL",
            1: "tip_rack_20uL",
            2: "platereader7",
            3: "96_well_plate",
            4: "platereader4",
            5: "24_well_plate",
            6: "tube_holder_10",
            7: "temp_mod_24_tube",
        },
        "first_usable": {0: "A1", 1: "B1", 2: "G1", 3: "A1", 4: "E1", 5: "A1", 6: "", 7: ""},
        "empty_list": {0: "", 1: "", 2: "", 3: "", 4: "", 5: "", 6: "", 7: "A1,B1"},
    },
    {"left": "300uL_pipette", "right": "20uL_pipette"},
    {
        "index": {0: "WaterC1.0", 1: "WaterC1.0", 2: "AgNO3C0.5", 3: "ColdWaterC1.0"},
        "conc": {0: 1.0, 1: 1.0, 2: 0.5, 3: 1.0},
        "loc": {0: "A3", 1: "B3", 2: "A1", 3: "D6"},
        "deck_pos": {0: 1, 1: 1, 2: 1, 3: 3},
        "mass": {0: 40.2, 1: 45.0, 2: 12.5, 3: 3.2},
    },
    "10.0.0.2",
    {"index": {0: "KBr"}, "loc": {0: "A2"}, "deck_pos": {0: 5}, "mass": {0: 0.005}, "molar_mass": {0: 119.0}},
)
PRODUCTS = {
    "labware": {"rxn1C1.0": "platereader", "rxn2C1.0": "platereader", "dilC1.0": ""},
    "container": {"rxn1C1.0": "", "rxn2C1.0": "", "dilC1.0": "Tube2000uL"},
    "max_vol": {"rxn1C1.0": 200.0, "rxn2C1.0": 165.5, "dilC1.0": 0.0},
}
TRANSFERS = 8


def locate(armchair, names):
    """Volumes by name, read as the controller reads them: it joins each entry to a tuple."""
    armchair.send_pack("loc_req", names)
    name, _, args = armchair.recv_pack()
    assert name == "loc_resp", f"was expecting loc_resp, but got {name}"
    joined = [entry + (len(entry),) for entry in args[0]]
    for chemical, well, deck_pos, volume, aspirable, count in joined:
        types = [type(value) for value in (chemical, well, deck_pos, volume, aspirable)]
        assert types == [str, str, int, float, float] and count == 5, f"loc_resp: {joined!r}"
    return {entry[0]: entry[3] for entry in joined}


def begin(armchair):
    """init, init_containers and the question at once, as at the start of a protocol run."""
    armchair.send_pack("init", *INIT)
    armchair.send_pack("init_containers", PRODUCTS)
    volumes = locate(armchair, "all")
    assert list(volumes) == ["WaterC1.0", "AgNO3C0.5", "ColdWaterC1.0", *PRODUCTS["labware"]], volumes
    assert armchair.in_flight == [], armchair.in_flight


def save(armchair):
    armchair.send_pack("save")
    files = armchair.recv_ftp()
    assert set(files) == {"wellmap.tsv", "well_history.tsv", "protocol_record.txt"}, list(files)
    assert files["wellmap.tsv"].startswith(b"chem_name\tloc\tdeck_pos\tvol\tcontainer\n"), files["wellmap.tsv"]
    return files["wellmap.tsv"].decode()


def end(armchair):
    armchair.send_pack("close")
    armchair.burn_pipe()
    armchair.expect_end()
    armchair.close()


def happy(armchair):
    begin(armchair)
    armchair.send_pack("home")
    name, _, args = armchair.recv_first("loc_resp")
    assert (name, args) == ("ready", (armchair.cid,)), "recv_first returns the first packet of any type"
    armchair.in_flight.remove(args[0])
    for i in range(TRANSFERS):
        armchair.send_pack("transfer", "WaterC1.0", [("rxn1C1.0", 10.0 + i), ("dilC1.0", 0.1)])
    assert len(armchair.in_flight) == 5, armchair.in_flight
    armchair.send_pack("mix", [("rxn1C1.0", 1), ("dilC1.0", 2)])
    armchair.send_pack("pause", 0.25)
    armchair.send_pack("home")
    armchair.send_pack("stop")
    name, _, args = armchair.recv_pack()
    assert (name, args, len(armchair.in_flight)) == ("stopped", None, 1), (name, args, armchair.in_flight)
    armchair.send_pack("continue")
    armchair.send_pack("make", "KBr", 20.0)
    volumes = locate(armchair, ["KBrC20.0", "rxn1C1.0", "dilC1.0"])
    assert list(volumes) == ["KBrC20.0", "rxn1C1.0", "dilC1.0"], volumes
    assert volumes["rxn1C1.0"] == 108.0 and abs(volumes["dilC1.0"] - 0.8) < 1e-9, volumes
    assert armchair.in_flight == [], "loc_resp proves that all before it is done"
    before = armchair.cid
    wellmap = save(armchair)
    assert armchair.cid == before + 1, "the acknowledgement of the files uses up a cid"
    assert "rxn1C1.0\t" in wellmap, wellmap
    save(armchair)
    end(armchair)


def rescue(armchair, commands):
    """Section 9, the normal way; returns the robot's exception, which the original raises to its user at the end."""
    try:
        commands()
    except ConnectionError:
        (error,) = armchair.error_payload
        armchair.reset_error()
        save(armchair)
        end(armchair)
        assert isinstance(error, Exception), f"cannot be raised: {error!r}"
        return error
    raise AssertionError("the robot reported no error")


def error(armchair):
    """The save that follows each row of transfers is in the pipe when the error comes."""
    begin(armchair)

    def commands():
        armchair.send_pack("transfer", "GoldC1.0", [("rxn1C1.0", 10.0)])
        armchair.send_pack("transfer", "WaterC1.0", [("rxn1C1.0", 10.0)])
        armchair.send_pack("home")
        save(armchair)

    return rescue(armchair, commands)


def blocked(armchair):
    """The error comes while a send waits for the window."""
    begin(armchair)

    def commands():
        armchair.send_pack("transfer", "GoldC1.0", [("rxn1C1.0", 10.0)])
        for _ in range(TRANSFERS):
            armchair.send_pack("transfer", "WaterC1.0", [("rxn1C1.0", 10.0)])

    return rescue(armchair, commands)


def main():
    port, encoding, script = sys.argv[1:]
    with socket.create_connection(("127.0.0.1", int(port)), SECONDS_MAX) as sock:
        armchair = Armchair(sock, codec(encoding))
        raised = {"happy": happy, "error": error, "blocked": blocked}[script](armchair)
    result = {"payloadBytes": armchair.payload_bytes, "mostInFlight": armchair.most_in_flight}
    if raised is not None:
        result["error"] = [type(raised).__module__, type(raised).__name__, raised.args[0]]
    print(json.dumps(result))


main()

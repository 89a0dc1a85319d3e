"""Plays a protocol as the original controller does, and writes the files that the robot saves at its end.

python3 armchair_demo.py PORT pickle2|pickle3|pickle4|pickle5|cbor PROTOCOL.json FOLDER

PROTOCOL.json has init, products and commands as src/host/demo-protocol.ts has them."""

import json
import os
import socket
import sys

from armchair_client import Armchair, codec

SECONDS_MAX = 600
PAUSE_SECONDS = 1.5
BROMIDE = ("KBr", 20.0)


def columns(rows, **names):
    """A table as pandas gives it: a dict of rows for each column."""
    return {column: {i: row[name] for i, row in enumerate(rows)} for column, name in names.items()}


def begin(armchair, init, products):
    place = {"loc": "loc", "deck_pos": "deckPos"}
    labware = columns(
        init["labware"], deck_pos="deckPos", name="name", first_usable="firstUsable", empty_list="emptyList"
    )
    reagents = columns(init["reagents"], index="name", conc="conc", **place, mass="mass")
    reagents["conc"] = {i: float(conc) for i, conc in reagents["conc"].items()}
    powders = columns(init["dryContainers"], index="name", **place, mass="mass", molar_mass="molarMass")
    armchair.send_pack(
        "init",
        init["simulate"],
        init["usingTempCtrl"],
        float(init["temp"]),
        labware,
        init["instruments"],
        reagents,
        "10.0.0.2",
        powders,
    )
    by_name = {product["name"]: product for product in products}
    armchair.send_pack(
        "init_containers",
        {
            "labware": {name: product["labware"] for name, product in by_name.items()},
            "container": {name: "" for name in by_name},
            "max_vol": {name: float(product["maxVol"]) for name, product in by_name.items()},
        },
    )


def save(armchair):
    armchair.send_pack("save")
    return armchair.recv_ftp()


def stop(armchair):
    armchair.burn_pipe()
    armchair.send_pack("stop")
    name, _, _ = armchair.recv_pack()
    assert name == "stopped", f"was expecting stopped, but got {name}"
    armchair.send_pack("continue")


def transfer(armchair, source, steps):
    armchair.send_pack("transfer", source, [(name, float(volume)) for name, volume in steps])


PERFORM = {
    "transfer": lambda armchair, command: transfer(armchair, command["source"], command["steps"]),
    "mix": lambda armchair, command: armchair.send_pack("mix", [(well, 1) for well in command["wells"]]),
    "make": lambda armchair, command: armchair.send_pack("make", *BROMIDE),
    "save": lambda armchair, command: save(armchair),
    "stop": lambda armchair, command: stop(armchair),
}


def main():
    port, encoding, protocol, folder = sys.argv[1:]
    with open(protocol, encoding="utf-8") as file:
        read = json.load(file)
    with socket.create_connection(("127.0.0.1", int(port)), SECONDS_MAX) as sock:
        armchair = Armchair(sock, codec(encoding))
        begin(armchair, read["init"], read["products"])
        for command in read["commands"]:
            PERFORM[command["kind"]](armchair, command)
        armchair.send_pack("pause", PAUSE_SECONDS)
        armchair.send_pack("loc_req", "all")
        name, _, _ = armchair.recv_pack()
        assert name == "loc_resp", f"was expecting loc_resp, but got {name}"
        for name, content in save(armchair).items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        armchair.send_pack("close")
        armchair.burn_pipe()
        armchair.close()


main()

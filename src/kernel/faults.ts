// One table of everything that can be wrong: a code, what is said of it, and the Python exception it is sent as.

/** Builtin exception classes that every Python can load (ARMCHAIR.md section 9, rule 1). */
export type PythonClass = 'RuntimeError' | 'ValueError' | 'TypeError' | 'KeyError' | 'ConnectionError';

interface FaultEntry {
  /** Stable number, for logs and the device's console. */
  readonly number: number;
  /** What is wrong and, where it is not plain, what to do next. */
  readonly text: string;
  /** Class of the exception in the `error` packet. */
  readonly python: PythonClass;
}

const fault = (number: number, python: PythonClass, text: string): FaultEntry =>
  Object.freeze({ number, python, text });

export const FAULTS = Object.freeze({
  // Framing
  unknownType: fault(101, 'RuntimeError', 'no such packet type'),
  wrongDirection: fault(102, 'RuntimeError', 'Unidentified command'),
  payloadTooLarge: fault(
    103,
    'RuntimeError',
    'the packet is larger than this robot can keep: send it in parts',
  ),
  framingLost: fault(104, 'RuntimeError', 'the length of the packet is impossible: the connection ends'),
  packetStalled: fault(105, 'RuntimeError', 'the rest of a packet did not come in time: the connection ends'),
  packetCut: fault(106, 'RuntimeError', 'the connection ended in the middle of a packet'),

  // Payload, both encodings
  encodingUnknown: fault(201, 'ValueError', 'the payload is neither pickle nor CBOR arguments'),
  payloadCut: fault(202, 'ValueError', 'the payload ends in the middle of a value'),
  payloadTrailing: fault(203, 'ValueError', 'bytes follow the end of the arguments'),
  textInvalid: fault(204, 'ValueError', 'a text is not UTF-8'),
  tooDeep: fault(205, 'ValueError', 'lists are nested too deeply'),
  tooManyValues: fault(206, 'ValueError', 'the payload holds too many values'),
  integerTooLong: fault(207, 'ValueError', 'an integer has too many digits'),
  valueUnwritable: fault(208, 'ValueError', 'a value cannot be sent'),

  // Pickle
  pickleProtocol: fault(221, 'ValueError', 'pickle protocols 2 to 5 are read'),
  pickleOpcode: fault(222, 'ValueError', 'a pickle opcode is not allowed'),
  pickleGlobal: fault(223, 'ValueError', 'a pickle names a class or function that is not allowed'),
  pickleCall: fault(224, 'ValueError', 'a pickle calls something in a way that is not allowed'),
  pickleStack: fault(225, 'ValueError', 'the pickle is broken'),
  pickleMemo: fault(226, 'ValueError', 'a pickle refers to something that it did not store'),

  // CBOR
  cborIndefinite: fault(241, 'ValueError', 'CBOR items of indefinite length are not read'),
  cborUnsupported: fault(242, 'ValueError', 'a kind of CBOR item is not read'),
  duplicateKey: fault(243, 'ValueError', 'a key stands twice in a table'),

  // Arguments
  argumentInvalid: fault(301, 'ValueError', 'wrong argument'),
  argumentCount: fault(302, 'TypeError', 'wrong number of arguments'),
  tooManyRows: fault(303, 'ValueError', 'a table has too many rows'),

  // Session
  notInitialized: fault(401, 'RuntimeError', 'the first packet of a session is init'),
  initAgain: fault(402, 'RuntimeError', "Unidentified command 'init': the robot is initialized already"),
  notContinued: fault(403, 'RuntimeError', 'Was stopped waiting for continue, but recieved'),
  robotBusy: fault(404, 'ConnectionError', 'another controller is connected to this robot: try again later'),
  commandFailed: fault(405, 'RuntimeError', ''), // the robot's own words
  unknownName: fault(408, 'KeyError', 'there is no container of this name'),
  slowReader: fault(406, 'ConnectionError', 'the peer does not read what is sent to it: the connection ends'),
  serverEnds: fault(409, 'ConnectionError', 'the robot is being switched off: the connection ends'),
  delimiterInFile: fault(407, 'RuntimeError', 'a file contains the end-of-file mark: the connection ends'),

  keyWanted: fault(
    410,
    'ConnectionError',
    'this robot demands a key: open the connection with scripts/armchair_key.py',
  ),
  keyWrong: fault(411, 'ConnectionError', 'the controller has another key than this robot'),
  keyTooSoon: fault(412, 'ConnectionError', 'a wrong key was tried here: try again'),

  // Motion: homing and stops
  switchMissing: fault(741, 'RuntimeError', 'the home switch never came: check its wiring and the way to it'),
  switchNotReleased: fault(
    742,
    'RuntimeError',
    'the home switch did not release: check its wiring and its polarity',
  ),
  switchesBothActive: fault(
    743,
    'RuntimeError',
    'the switches at both ends are active: check their wiring and their polarity',
  ),
  limitReached: fault(744, 'RuntimeError', 'a switch stopped the machine in the middle of a move: home it'),
  emergencyStop: fault(
    745,
    'RuntimeError',
    'the emergency stop was pressed: release it, then press the local button or begin anew with init',
  ),
  stepsLate: fault(746, 'RuntimeError', 'the step engine could not keep its times: home the machine'),
  halted: fault(747, 'RuntimeError', 'the machine was halted'),
  limitWhileHoming: fault(
    748,
    'RuntimeError',
    'an axis came to its far limit switch while it was homed: check its direction and its switches',
  ),

  // Motion: motor drivers that are set over a serial line
  driverLine: fault(
    751,
    'RuntimeError',
    "the motor drivers' serial line does not carry what is sent: check the pins of driverUart and their wires",
  ),
  driverSilent: fault(
    752,
    'RuntimeError',
    "a motor driver does not answer: check the motors' supply, the driver's address and its serial line",
  ),
  driverGarbled: fault(
    753,
    'RuntimeError',
    "what a motor driver answers is damaged: check the drivers' serial line",
  ),
  driverSettings: fault(
    754,
    'RuntimeError',
    'a motor driver has not the settings that were written to it, and nothing moves',
  ),
  driverReset: fault(
    755,
    'RuntimeError',
    "a motor driver was without its supply, and the machine does not know where it is: check the motors' supply and home it",
  ),
  driverFailed: fault(
    756,
    'RuntimeError',
    'a motor driver is off, and the machine does not know where it is: mend the cause and home it',
  ),

  // Portal, either side
  errorState: fault(
    501,
    'ConnectionError',
    'the peer reported an error: reset it before the next send or receive',
  ),
  sendQueueFull: fault(502, 'RuntimeError', 'too many packets wait for the window'),
  transmitFull: fault(503, 'RuntimeError', 'the transmit ring has no room for the packet'),
  unexpectedPacket: fault(504, 'RuntimeError', 'another packet was expected'),
  fileName: fault(505, 'ValueError', 'not a usable file name'),
  portalClosed: fault(506, 'ConnectionError', 'the connection is closed'),

  // Lab: labware
  labwareTableDamaged: fault(
    601,
    'RuntimeError',
    'the labware table is damaged: make it again with npm run labware -- build',
  ),
  labwareTableTooNew: fault(
    602,
    'RuntimeError',
    'the labware table is of a newer format than this firmware reads: update the firmware',
  ),
  labwareUnknown: fault(603, 'KeyError', 'there is no labware of this name'),
  labwareUnusable: fault(604, 'ValueError', 'this labware cannot be put on the deck'),

  // Lab: containers, tips, the deck
  emptyReagent: fault(611, 'RuntimeError', ''), // the original's words
  containerOverflow: fault(612, 'RuntimeError', ''), // the original's words
  noContainer: fault(613, 'RuntimeError', ''), // the original's words
  outOfPowder: fault(614, 'RuntimeError', ''), // the original's words
  outOfTips: fault(615, 'RuntimeError', 'the tips run out: put full racks on the deck and begin again'),
  tipState: fault(616, 'RuntimeError', 'this cannot be done with the tip as it is'),
  deckInvalid: fault(617, 'ValueError', 'the deck cannot be set up'),
  labFull: fault(618, 'RuntimeError', 'the robot can keep no more'),

  // Mapped memory
  mappedMemoryFailed: fault(
    621,
    'RuntimeError',
    'the flash for long packets and names does not take what is written',
  ),

  // Journal: run log, its storage and the report files
  storageFull: fault(
    801,
    'RuntimeError',
    'the storage of the run log is nearly full of this session: save and close, then go on in a new session',
  ),
  storageFailed: fault(802, 'RuntimeError', 'the run log cannot be written or read'),
  timeZoneInvalid: fault(803, 'ValueError', 'not a POSIX time-zone rule such as PST8PDT,M3.2.0,M11.1.0'),
  journalOverrun: fault(804, 'RuntimeError', 'more was done at one time than the run log can keep'),

  // Motion: the planner
  axisMissing: fault(701, 'ValueError', 'this robot has no such axis'),
  axisNotHomed: fault(702, 'RuntimeError', 'an axis does not know where it is: home it first'),
  outOfTravel: fault(703, 'ValueError', 'a move leads out of the travel of an axis'),
  speedOutOfRange: fault(704, 'ValueError', 'an axis cannot move at this speed'),
  moveTooLong: fault(705, 'ValueError', 'a move takes too long: move in parts or faster'),
  wayBlocked: fault(706, 'ValueError', 'the tip cannot be lifted over what stands on its way'),
  moveUnderWay: fault(707, 'RuntimeError', 'a move is under way: wait for its end or halt it'),

  // Motion: the step engine
  segmentRefused: fault(721, 'RuntimeError', 'the step engine cannot play a segment'),

  // Motion: volumes of instruments, temperature
  volumeTooSmall: fault(731, 'ValueError', 'a volume is below the smallest that the instrument can meter'),
  volumeTooLarge: fault(732, 'ValueError', 'a volume is more than the instrument can move'),
  pumpOneWay: fault(733, 'ValueError', 'this pump only delivers: it cannot draw in'),
  pumpIncomplete: fault(734, 'ValueError', 'a pump has not what drives it: npm run board -- check says more'),
  sensorOpen: fault(735, 'RuntimeError', 'the temperature sensor is open: check its plug and cable'),
  sensorShorted: fault(736, 'RuntimeError', 'the temperature sensor is shorted: check its plug and cable'),
  sensorImplausible: fault(737, 'RuntimeError', 'the temperature sensor reads what cannot be'),
  temperatureRunaway: fault(
    738,
    'RuntimeError',
    'the temperature does not follow the outputs, which are cut: check sensor, heater and cooler',
  ),
  temperatureOutOfRange: fault(739, 'ValueError', 'the module does not go to this temperature'),
  temperatureNotReached: fault(
    740,
    'RuntimeError',
    'the temperature is not reached in time: the outputs are cut',
  ),
});

export type FaultCode = keyof typeof FAULTS;

/** The one exception of the core. `message` is the table's text, a colon and the detail. */
export class Fault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, detail = '') {
    const text = FAULTS[code].text;
    super(text === '' || detail === '' ? text + detail : `${text}: ${detail}`);
    this.code = code;
  }

  /** Builtin Python exception class that this fault is sent as. */
  get python(): PythonClass {
    return FAULTS[this.code].python;
  }
}

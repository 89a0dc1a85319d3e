// Checks of the temperature module, the emergency stop, and the memory of the chip.

import type { Board, TemperatureModule } from '../../kernel/board.js';
import { LAB_LIMITS, WIRE_LIMITS } from '../../kernel/limits.js';
import { checkLimits } from '../../wire/check-limits.js';
import { longPayloadBytes } from '../../wire/long-payload.js';
import { type Findings, figure } from './finding.js';

/** What stands before the first partition and what the settings need: bootloader, table, NVS, PHY data (ESP-IDF). */
const FLASH_RESERVED_BYTES = 65_536;

/** Partitions start and end at these (ESP-IDF, partition tables). */
const APPLICATION_BYTES_UNIT = 65_536;
const DATA_BYTES_UNIT = 4_096;

function checkTemperature(module: TemperatureModule, findings: Findings): void {
  const path = 'temperatureModule';
  const { cooler, heater, minimum, maximum, sensor } = module;
  if (cooler === undefined && heater === undefined)
    findings.error(path, 'it has neither cooler nor heater: add one, or take the module out');
  if (minimum >= maximum)
    findings.error(
      `${path}.minimum`,
      `${figure(minimum)} °C is not below the maximum, ${figure(maximum)} °C`,
    );
  const { table } = sensor;
  table.forEach(([celsius = 0, ohms = 0], index) => {
    const [cooler = -Infinity, more = Infinity] = table[index - 1] ?? [];
    if (celsius <= cooler || ohms >= more || ohms <= 0)
      findings.error(
        `${path}.sensor.table[${index}]`,
        'of an NTC the temperature has to rise and the resistance to fall from point to point: sort the points',
      );
  });
  const [first = 0] = table[0] ?? [];
  const [last = 0] = table[table.length - 1] ?? [];
  if (first >= minimum || last <= maximum)
    findings.error(
      `${path}.sensor.table`,
      `it goes from ${figure(first)} to ${figure(last)} °C and has to reach past ${figure(minimum)} and ${figure(maximum)} °C: add points`,
    );
}

const PARTITIONS = Object.freeze([
  'applicationBytes',
  'journalBytes',
  'reportBytes',
  'packetBytes',
  'nameBytes',
] as const);

function checkStorage({ storage }: Board, findings: Findings): void {
  let sum = FLASH_RESERVED_BYTES;
  for (const name of PARTITIONS) {
    const bytes = storage[name];
    const unit = name === 'applicationBytes' ? APPLICATION_BYTES_UNIT : DATA_BYTES_UNIT;
    sum += bytes;
    if (bytes % unit !== 0)
      findings.error(
        `storage.${name}`,
        `${figure(bytes)} is no multiple of ${figure(unit)}: take ${figure(Math.ceil(bytes / unit) * unit)}`,
      );
  }
  if (sum > storage.flashBytes)
    findings.error(
      'storage',
      `the partitions and ${figure(FLASH_RESERVED_BYTES)} bytes for starting are ${figure(sum)} bytes, ` +
        `the flash has ${figure(storage.flashBytes)}: lower them by ${figure(sum - storage.flashBytes)}`,
    );
}

/** Whether a session can work within the caps. */
function checkCaps({ limits, storage }: Board, findings: Findings): void {
  const wireLimits = { ...WIRE_LIMITS, ...limits };
  try {
    checkLimits(wireLimits);
  } catch (error) {
    findings.error('limits', (error as RangeError).message);
  }
  const longest = longPayloadBytes(wireLimits);
  if (longest > storage.packetBytes)
    findings.error(
      'storage.packetBytes',
      `${figure(storage.packetBytes)} bytes do not hold the longest payload: lower limits.payloadBytes to ` +
        `${figure(wireLimits.payloadBytes - longest + storage.packetBytes)}, or give it ${figure(longest)} and more`,
    );
}

/** Whether the names of the lab fit their partition. */
function checkNames({ limits, storage }: Board, findings: Findings): void {
  const { nameBytes = LAB_LIMITS.nameBytes } = limits;
  if (nameBytes > storage.nameBytes)
    findings.error(
      'storage.nameBytes',
      `${figure(storage.nameBytes)} bytes do not hold limits.nameBytes: lower that, or give it ${figure(nameBytes)} and more`,
    );
}

export function checkElectronics(board: Board, findings: Findings): void {
  if (board.temperatureModule !== undefined) checkTemperature(board.temperatureModule, findings);
  if (board.emergencyStop === undefined)
    findings.warning(
      'emergencyStop',
      'there is none: the firmware cannot tell that a person cut the power, and goes on counting steps',
    );
  checkCaps(board, findings);
  checkNames(board, findings);
  checkStorage(board, findings);
}

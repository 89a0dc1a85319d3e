// The serial ports of this machine with something behind them, and who may use them.

import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const DEVICES = '/dev';
const USB_SERIAL = /^(ttyUSB|ttyACM|cu\.(usb|SLAB|wch))/;

/** Paths of the ports. */
export const serialPorts = () =>
  existsSync(DEVICES)
    ? readdirSync(DEVICES)
        .filter((name) => USB_SERIAL.test(name))
        .map((name) => join(DEVICES, name))
    : [];

/** Name of the group of a file; its number where the system has no list of groups. */
function groupOf(/** @type {string} */ path) {
  const { gid } = statSync(path);
  const groups = existsSync('/etc/group') ? readFileSync('/etc/group', 'utf8') : '';
  return new RegExp(`^([^:]+):[^:]*:${gid}:`, 'm').exec(groups)?.[1] ?? String(gid);
}

/** Whether the user may use a port: undefined, or the command that lets them from the next login on. */
export function refusalOf(/** @type {string} */ path) {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return undefined;
  } catch {
    return `sudo usermod -a -G ${groupOf(path)} "$USER", then log in again`;
  }
}

// Runs a bundle on XS: with plenty of memory, or with the pools of a board, built-ins and byte code in flash.

import { spawn } from 'node:child_process';
import { relative } from 'node:path';
import { ROOT } from './bundle.mjs';

/** @typedef {{chunks: number, slots: number, stack: number, keys: number}} Pools chunks in bytes, stack in slots */
/** @typedef {{code: number, output: string, error: string}} Ended */

/** Holds any test. A collection costs time for every slot that there is. */
export const ROOMY = { chunks: 64 * 1024 * 1024, slots: 1_500_000, stack: 16_384, keys: 16_384 };

/** Instructions after which a test file is taken to be in an endless loop: some four times the longest. */
const INSTRUCTIONS_MAX = 2_000_000_000;

/** Output that a host program may make before it is ended, bytes. */
const OUTPUT_MAX = 16 * 1024 * 1024;

/** Chunks of 64 bit hold twice as much: slots of arrays, addresses. The number of slots is the same. */
export const poolsFor = (/** @type {number} */ bits, /** @type {Pools} */ pools) => ({
  ...pools,
  chunks: (pools.chunks * bits) / 32,
});

/** Pools with what a test needs for itself besides what it tests. */
export const sum = (/** @type {Pools} */ pools, /** @type {Pools} */ room) => ({
  chunks: pools.chunks + room.chunks,
  slots: pools.slots + room.slots,
  stack: pools.stack + room.stack,
  keys: pools.keys + room.keys,
});

/**
 * Runs a program; gathers what it prints.
 * @param {string} program
 * @param {string[]} args
 * @param {number} [milliseconds] after which it is ended
 * @returns {Promise<Ended>}
 */
export function collect(program, args, milliseconds) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: milliseconds,
    });
    let output = '';
    let error = '';
    child.stdout.setEncoding('utf8').on('data', (data) => {
      output += data;
      if (output.length > OUTPUT_MAX) child.kill();
    });
    child.stderr.setEncoding('utf8').on('data', (data) => (error += data));
    child.on('error', (reason) => resolve({ code: -1, output, error: String(reason) }));
    child.on('close', (code, signal) => {
      resolve({ code: code ?? -1, output, error: signal === null ? error : `${error}ended by ${signal}` });
    });
  });
}

/** @typedef {{isBoard: boolean, runScale?: number, onlyOperations?: boolean}} Settings of the run, for tests and measurements */

export const poolOptions = (/** @type {Pools} */ pools) =>
  Object.entries(pools).flatMap(([name, size]) => [`--${name}`, String(size)]);

/**
 * Options of the host program, on this machine and on the emulated chip.
 * @param {Pools} pools
 * @param {Settings} settings
 */
export function hostOptions(pools, settings) {
  const options = poolOptions(pools);
  options.push('--limit', String(INSTRUCTIONS_MAX), '--settings', JSON.stringify(settings), '--report');
  return settings.isBoard ? [...options, '--rom'] : options;
}

/**
 * @param {string} program the host program
 * @param {string} bundle
 * @param {Pools} pools
 * @param {Settings} settings
 */
export const runOnXs = (program, bundle, pools, settings) =>
  collect(program, [...hostOptions(pools, settings), relative(ROOT, bundle)]);

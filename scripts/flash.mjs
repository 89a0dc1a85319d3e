// Builds the firmware of a board and writes it to the board's flash: npm run flash -- --board NAME --port PORT

import { BUILD_OPTIONS, buildFirmware, buildOf } from './firmware.mjs';
import { endsWell, portOf, readOptions, UsageError } from './usage.mjs';

await endsWell(() => {
  const { port, ...values } = readOptions({ options: { ...BUILD_OPTIONS, port: { type: 'string' } } }).values;
  const build = buildOf(values);
  if (build.desk) throw new UsageError('--desk has no flash: npm run firmware builds for this machine');
  return buildFirmware(build, 'deploy', { UPLOAD_PORT: portOf(port) });
});

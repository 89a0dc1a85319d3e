// Builds the firmware of a board and writes it to the board's flash: npm run flash -- --board NAME --port PORT

import { serialPorts } from './doctor.mjs';
import { buildFirmware, firmwareOptions, main } from './firmware.mjs';

await main(() => {
  const { port, ...options } = firmwareOptions();
  if (port === undefined)
    throw new Error(`--port PORT is missing: there are ${serialPorts().join(', ') || 'none'}`);
  return buildFirmware(options, 'deploy', { UPLOAD_PORT: port });
});

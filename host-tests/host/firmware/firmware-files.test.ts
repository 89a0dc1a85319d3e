// What is made of board.json for the SDK and the IDF.

import { readFileSync } from 'node:fs';
import test from 'ava';
import { boardNames, loadBoard } from '../../../src/host/board/board-file.js';
import { firmwareFiles, platformManifest } from '../../../src/host/firmware/firmware-files.js';
import { partitionTable } from '../../../src/host/firmware/partitions.js';

const files = (name: string) =>
  firmwareFiles({
    name,
    root: '/armchair',
    folder: '/build',
    isDesk: false,
    speed: 1,
    settings: () => '# all\n',
  });

const textOf = (name: string, file: string): string => String(files(name).files.get(file));

test('the chip of each board is the one of its board.json: its manifest is made from it', (t) => {
  for (const name of boardNames()) {
    const { chip } = loadBoard(name);
    if (chip === 'virtual') continue;
    t.is(readFileSync(`boards/${name}/manifest.json`, 'utf8'), platformManifest(chip), name);
  }
});

test('partitions follow each other, begin where the IDF wants them and end within the flash', (t) => {
  for (const name of boardNames()) {
    const board = loadBoard(name);
    const rows = partitionTable(board)
      .trimEnd()
      .split('\n')
      .map((line) => line.split(', '));
    let end = 0x9000;
    for (const [partition, type, , start, bytes] of rows) {
      t.is(Number(start), end, `${name}: ${partition}`);
      if (type === 'app') t.is(end % 0x10000, 0);
      end += Number(bytes);
    }
    t.true(end <= board.storage.flashBytes, name);
    t.deepEqual(
      rows.map(([partition]) => partition),
      ['nvs', 'phy_init', 'factory', 'journal', 'packets', 'names'],
    );
  }
});

test('the settings of the IDF are those for all boards and the size of the flash', (t) => {
  t.is(textOf('esp32_devkit', 'sdkconfig/sdkconfig.defaults'), '# all\nCONFIG_ESPTOOLPY_FLASHSIZE_4MB=y\n');
  t.is(textOf('esp32s3_devkit', 'sdkconfig/sdkconfig.defaults'), '# all\nCONFIG_ESPTOOLPY_FLASHSIZE_8MB=y\n');
});

test('the manifest has the whole board, its pools and where the rest is', (t) => {
  const { config, creation, build, include } = JSON.parse(textOf('fysetc_e4', 'manifest.json'));
  t.deepEqual(config.board, JSON.parse(JSON.stringify(loadBoard('fysetc_e4'))));
  const { pools } = files('fysetc_e4');
  t.deepEqual([creation.chunk.initial, creation.heap.initial], [pools.chunkBytes, pools.slots]);
  t.deepEqual(include, ['/armchair/manifest.json', '/armchair/src/device/manifest-wireless.json']);
  t.deepEqual(build, {
    SDKCONFIGPATH: '/build/sdkconfig',
    PARTITIONS_FILE_FOR_TARGET: '/build/partitions.csv',
  });
});

test('a board with Ethernet has it in the place of Wi-Fi, with the pins of its board.json', (t) => {
  const { include, defines } = JSON.parse(textOf('esp32s3_ethernet', 'manifest.json'));
  t.deepEqual(include, ['/armchair/manifest.json', '/armchair/src/device/manifest-wired.json']);
  const { clock, mosi, miso, select, interrupt } = loadBoard('esp32s3_ethernet').network.ethernet!;
  const { spi, ...ethernet } = defines.ethernet;
  t.deepEqual(ethernet, { hz: 16_000_000, int_pin: interrupt, reset_pin: -1 });
  t.deepEqual([spi.sck_pin, spi.mosi_pin, spi.miso_pin, spi.cs_pin], [clock, mosi, miso, select]);
  t.regex(textOf('esp32s3_ethernet', 'sdkconfig/sdkconfig.defaults'), /^CONFIG_ETH_USE_SPI_ETHERNET=y$/m);
  t.is(JSON.parse(textOf('esp32s3_devkit', 'manifest.json')).defines, undefined);
});

test('a release speaks on the serial line, which the SDK gives to nobody', (t) => {
  const settings = readFileSync('boards/sdkconfig/sdkconfig.defaults.release', 'utf8');
  t.regex(settings, /^CONFIG_ESP_CONSOLE_NONE=n$/m);
  t.regex(settings, /^CONFIG_ESP_CONSOLE_UART_DEFAULT=y$/m);
});

import type { GridSetup, ToGrid } from '../../data/grid/protocol.ts';
import { Bridge } from './bridge.ts';
import { GridController } from './grid-controller.ts';

/** The program of the grid's webview. */
const root = document.getElementById('app');
let controller: GridController | undefined;

function receive(message: ToGrid): void {
  if (message.kind === 'setup') begin(message.setup);
  else controller?.receive(message);
}

function begin(setup: GridSetup): void {
  if (!root) return;
  controller?.dispose();
  controller = new GridController(root, bridge, setup);
}

const bridge = new Bridge(receive);
bridge.ready();

// The wire between a device and the hub, which can be cut and mended.
'use strict';
const net = require('node:net');

exports.open = (port) => new Promise(resolve => {
  const wires = new Set();
  let whole = true;
  const server = net.createServer(device => {
    if (!whole) {
      device.destroy();
      return;
    }
    const hub = net.connect(port, '127.0.0.1');
    for (const [one, other] of [[device, hub], [hub, device]]) {
      wires.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => { wires.delete(one); other.destroy(); });
    }
  });
  server.listen(0, '127.0.0.1', () => resolve({
    port: server.address().port,
    cut() {
      whole = false;
      wires.forEach(wire => wire.destroy());
    },
    mend() {
      whole = true;
    }
  }));
});

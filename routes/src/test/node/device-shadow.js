// Plays a thermostat with the public AWS IoT device SDK: node device-shadow.js <port> <tls folder> <thing> <hub's HTTP address>
'use strict';
const assert = require('node:assert');
const path = require('node:path');
const awsIot = require('aws-iot-device-sdk');
const { open } = require('./line.js');

const [port, tls, thing, http] = process.argv.slice(2);
const waiting = [];
const seen = [];
let line;
let shadows;

async function start() {
  line = await open(Number(port));
  shadows = awsIot.thingShadow({
    keyPath: path.join(tls, thing + '.key.pem'),
    certPath: path.join(tls, thing + '.cert.pem'),
    caPath: path.join(tls, 'ca.pem'),
    clientId: thing,
    host: '127.0.0.1',
    port: line.port,
    baseReconnectTimeMs: 200,
    keepalive: 5
  });
  for (const kind of ['connect', 'status', 'delta', 'timeout', 'offline', 'packetreceive']) {
    shadows.on(kind, (...words) => tell({ kind, words }));
  }
  shadows.on('error', problem => problem.code === 'ECONNRESET' || fail(problem));
}

function tell(event) {
  const index = waiting.findIndex(each => each.fits(event));
  if (index >= 0) {
    waiting.splice(index, 1)[0].resolve(event);
  } else {
    seen.push(event);
  }
}

function next(fits) {
  const index = seen.findIndex(fits);
  if (index >= 0) {
    return Promise.resolve(seen.splice(index, 1)[0]);
  }
  return new Promise(resolve => waiting.push({ fits, resolve }));
}

function version(packet) {
  return packet.cmd === 'publish' && packet.topic.endsWith('/delta') ? JSON.parse(packet.payload).version : 0;
}

async function status(token, expected) {
  assert.ok(token, 'the SDK did not send the request');
  const event = await next(each => ['status', 'timeout'].includes(each.kind) && each.words.includes(token));
  assert.strictEqual(event.kind, 'status', 'the hub did not answer ' + token);
  assert.strictEqual(event.words[1], expected, JSON.stringify(event.words));
  return event.words[3];
}

async function delta() {
  return (await next(each => each.kind === 'delta')).words[1];
}

/** Somebody else changes the shadow over HTTP. */
async function desire(desired) {
  const answer = await fetch(http + '/things/' + thing + '/shadow', {
    method: 'POST',
    headers: { Authorization: 'Basic ' + Buffer.from('operator:demo').toString('base64') },
    body: JSON.stringify({ state: { desired } })
  });
  assert.strictEqual(answer.status, 200, await answer.text());
}

async function play() {
  await next(each => each.kind === 'connect');
  await new Promise((resolve, reject) => shadows.register(thing, {}, problem => problem ? reject(problem) : resolve()));

  assert.strictEqual((await status(shadows.get(thing), 'rejected')).code, 404);
  console.log('get before the first update: rejected 404');

  await status(shadows.update(thing, { state: { reported: { target: 20 }, desired: { target: 21 } } }), 'accepted');
  assert.deepStrictEqual((await delta()).state, { target: 21 });
  console.log('update: accepted, delta received');

  await status(shadows.update(thing, { state: { reported: { target: 21 } } }), 'accepted');
  const shadow = await status(shadows.get(thing), 'accepted');
  assert.deepStrictEqual(shadow.state, { desired: { target: 21 }, reported: { target: 21 } });
  assert.strictEqual(shadow.version, 2);
  console.log('get: accepted, no delta left');

  await desire({ target: 22 });
  assert.deepStrictEqual((await delta()).state, { target: 22 });
  console.log('change over HTTP: delta received');

  shadows.setConnectionStatus(false);
  await desire({ target: 23 });
  await next(each => each.kind === 'packetreceive' && version(each.words[0]) === 4);
  shadows.setConnectionStatus(true);
  assert.strictEqual((await status(shadows.update(thing, { state: { reported: { target: 22 } } }), 'rejected')).code, 409);
  console.log('update upon an older version: rejected 409');

  line.cut();
  await next(each => each.kind === 'offline');
  await desire({ target: 24 });
  line.mend();
  await next(each => each.kind === 'connect');
  const back = await status(shadows.get(thing), 'accepted');
  assert.deepStrictEqual(back.state.delta, { target: 24 });
  await status(shadows.update(thing, { state: { reported: { target: 24 } } }), 'accepted');
  console.log('offline and back: the change made meanwhile is found and reported');

  await status(shadows.delete(thing), 'accepted');
  assert.strictEqual((await status(shadows.get(thing), 'rejected')).code, 404);
  console.log('delete: accepted, gone');
  shadows.end(true, () => process.exit(0));
}

function fail(problem) {
  console.error(problem);
  process.exit(1);
}

start().then(play).catch(fail);

// Plays a device with the jobs class of the public AWS IoT device SDK: node device-jobs.js <port> <tls folder> <thing>
// What a job is meant for stands at the end of its id: success, failure, rejection or silence; silence is the last.
'use strict';
const path = require('node:path');
const awsIot = require('aws-iot-device-sdk');

const [port, tls, thing] = process.argv.slice(2);
const jobs = awsIot.jobs({
  keyPath: path.join(tls, thing + '.key.pem'),
  certPath: path.join(tls, thing + '.cert.pem'),
  caPath: path.join(tls, 'ca.pem'),
  clientId: thing,
  host: '127.0.0.1',
  port: Number(port),
  keepalive: 5
});

function work(problem, job) {
  if (problem) {
    throw problem;
  }
  console.log('job', job.id, job.status.status, job.document.fw_version);
  switch (job.id.replace(/.*-/, '')) {
    case 'success':
      job.inProgress({ progress: '50' }, () => job.succeeded({ progress: '100' }));
      break;
    case 'failure':
      job.failed({ reason: 'does not boot' });
      break;
    case 'rejection':
      jobs.publish('$aws/things/' + thing + '/jobs/' + job.id + '/update', JSON.stringify({ status: 'REJECTED' }));
      break;
    default:
      job.inProgress({ progress: '1' }, () => setTimeout(() => process.exit(0), 1000));
  }
}

jobs.on('error', problem => {
  console.error(problem);
  process.exit(1);
});
jobs.on('connect', () => {
  jobs.subscribeToJobs(thing, 'update-firmware', work);
  jobs.startJobNotifications(thing, problem => problem && work(problem));
});
setTimeout(() => process.exit(2), 60000);

/** Simulated devices that speak to any hub over TCP, MQTT, REST or files, and remember what was acknowledged. */
package hub.bench.fleet;

/** MQTT: what a topic says, and the broker the hub brings along when nobody else provides one. */
package hub.adapters.mqtt;

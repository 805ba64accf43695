/** The one durable stream every record passes through, and the Kafka node the hub brings along when nobody else provides one. */
package hub.adapters.stream;

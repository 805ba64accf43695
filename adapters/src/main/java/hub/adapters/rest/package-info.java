/** The REST door: what an HTTP ingest request means, before it is read as a product's message. */
package hub.adapters.rest;

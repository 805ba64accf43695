/** Journeys on which something goes wrong on purpose, and what must still hold afterwards. */
package hub.bench.fault;

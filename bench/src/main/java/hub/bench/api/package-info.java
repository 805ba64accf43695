/** Reads the API at a steady rate, as people's screens and other programs do. */
package hub.bench.api;

/** Whole journeys, wire to store, measured for the hub and for other programs under the same load on the same store. */
package hub.bench.journey;

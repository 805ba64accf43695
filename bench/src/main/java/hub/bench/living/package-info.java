/** Simulated devices that live: they overheat, take orders, shadows and firmware, recover, lie, fall silent or need a technician. */
package hub.bench.living;

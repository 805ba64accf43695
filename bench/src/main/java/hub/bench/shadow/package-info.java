/** Device shadows over the wire: updates per second, how long an answer takes, what 100,000 shadows cost. */
package hub.bench.shadow;

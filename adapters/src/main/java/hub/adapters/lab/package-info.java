/** The laboratory's door to the cold store: read-only SQL in a process of its own, and the history of one device. */
package hub.adapters.lab;

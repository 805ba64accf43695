/** The TCP door: cuts byte streams into frames, answers each frame and watches the connections. */
package hub.adapters.tcp;

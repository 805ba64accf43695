/** Device shadows as AWS IoT defines them: what a device should be, what it says it is, and the difference. */
package hub.adapters.shadow;

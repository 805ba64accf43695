/** The file door: what a file dropped into a product's inbox folder means. */
package hub.adapters.inbox;

/** Lets people change routes while the hub runs, and makes sure that a mistake never costs a route that works. */
package hub.reload;

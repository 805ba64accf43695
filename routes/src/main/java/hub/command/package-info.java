/** What {@code ./hub check} and {@code ./hub try} do; neither needs a server. */
package hub.command;

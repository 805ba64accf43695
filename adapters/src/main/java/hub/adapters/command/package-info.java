/** Commands: orders to single devices, kept, sent, sent again, matched with their results and told of when they end. */
package hub.adapters.command;

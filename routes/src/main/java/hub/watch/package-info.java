/** What an operator watches: the flow through the hub's stages, who is connected, how outside systems are, and traces. */
package hub.watch;

/** Hawtio behind the hub's own login: what an operator may do over JMX, and a record of what was done. */
package hub.console.hawtio;

/** Joins Debezium, as Camel runs it, to the register: changes are collected, applied, and only then counted as read. */
package hub.sync;

/** Applies changes of legacy tables to master data, in order and once, and finds and repairs what differs. */
package hub.master.sync;

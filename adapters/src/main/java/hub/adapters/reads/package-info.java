/** Reads go to a copy of a store as long as it is fresh enough, writes and everything else to the store itself. */
package hub.adapters.reads;

/** Telling people: whom, over which channel, in which words, and never the same thing twice. */
package hub.adapters.notice;

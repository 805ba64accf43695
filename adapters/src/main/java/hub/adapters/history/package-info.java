/** The histories of alarms, control and firmware: copied as things happen into the document warm store, and from there to cold tables. */
package hub.adapters.history;

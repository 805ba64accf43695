/** The hot store: recent readings, the latest of each device, alarms and the judge's memory, in MongoDB or what stands in for it. */
package hub.adapters.hot;

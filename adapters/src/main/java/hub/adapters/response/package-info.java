/** The answer to alarms: act, verify on fresh data, escalate; its state lives in PostgreSQL, so that several hubs give one answer. */
package hub.adapters.response;

/** The dead letters: kept in PostgreSQL with reason and payload, until someone mends and retries them. */
package hub.adapters.recover;

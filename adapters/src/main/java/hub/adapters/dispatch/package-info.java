/** Field service: service cases, work orders and technicians in PostgreSQL, from the wish for a visit to its verdict. */
package hub.adapters.dispatch;

/** Accounts, keys of programs and the audit log, in PostgreSQL. */
package hub.adapters.access;

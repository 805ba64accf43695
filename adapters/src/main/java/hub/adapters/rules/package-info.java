/** Rule tables: their versions, who put which in force and when, and backtests of them, in PostgreSQL. */
package hub.adapters.rules;

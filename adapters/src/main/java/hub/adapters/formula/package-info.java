/** Formulas: their versions, what they yield for customers' days, and computing the past again, in PostgreSQL. */
package hub.adapters.formula;

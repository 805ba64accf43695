/** Formulas over what the readings of a day come to: an index that researchers define, such as a health score. */
package hub.formula.daily;

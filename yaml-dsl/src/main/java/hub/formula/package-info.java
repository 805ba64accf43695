/** The one small, sandboxed expression language of products, formulas and rule conditions. */
package hub.formula;

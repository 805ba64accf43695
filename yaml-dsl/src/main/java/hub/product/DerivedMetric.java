package hub.product;

import hub.formula.Formula;

/**
 * A metric computed from others before anything is judged; absent while one of those it needs is.
 *
 * @param id its name
 * @param formula how it is computed
 */
public record DerivedMetric(String id, Formula formula) {}

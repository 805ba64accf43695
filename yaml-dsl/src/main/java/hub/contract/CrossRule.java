package hub.contract;

import hub.formula.Formula;

/**
 * A promise over several metrics, such as "a running fan has a speed".
 *
 * @param name the rule's name, as violations show it
 * @param check must be true; not checked while one of its metrics is absent
 * @param message what is wrong and what to do when it is false
 * @param mode how strictly it is taken
 */
public record CrossRule(String name, Formula check, String message, RuleMode mode) {}

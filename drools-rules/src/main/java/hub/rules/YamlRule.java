package hub.rules;

import hub.formula.Formula;

/** A rule written as YAML: the row it amounts to and the condition that becomes constraints. */
record YamlRule(RuleRow row, Formula condition) {}

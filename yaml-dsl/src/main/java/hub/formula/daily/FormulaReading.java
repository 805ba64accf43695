package hub.formula.daily;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a formula's text.
 *
 * @param spec the formula, when nothing is wrong
 * @param faults everything that is wrong
 */
public record FormulaReading(Optional<FormulaSpec> spec, List<FormulaFault> faults) {}

package hub.adapters.formula;

import hub.formula.daily.DailyFormula;
import hub.formula.daily.FormulaSpec;

/** One version of a formula, ready to compute. */
record Version(String formulaId, int number, String productId, String customerId, DailyFormula formula) {

    static Version draft(FormulaSpec spec) {
        return new Version(spec.formulaId(), 0, spec.productId(), spec.customerId(), spec.formula());
    }
}

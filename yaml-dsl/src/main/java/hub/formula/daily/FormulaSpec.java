package hub.formula.daily;

/**
 * A formula as its author registers it.
 *
 * @param formulaId its name for ever
 * @param productId the product whose days it is computed for
 * @param customerId the only customer it is computed for, or empty for all
 * @param description what the figure means
 * @param formula how it is computed
 * @param text the whole text as registered
 */
public record FormulaSpec(
        String formulaId, String productId, String customerId, String description, DailyFormula formula, String text) {}

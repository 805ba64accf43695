package hub.product;

import hub.contract.LogicalType;
import hub.formula.Formula;
import java.util.Optional;

/**
 * What one place of a JSON body or a CSV row means.
 *
 * @param id the metric's name; {@code _name} for a helper that is no metric
 * @param type what the text or value is read as; {@link LogicalType#ANY} for as it looks
 * @param conversion what becomes of it
 * @param condition when it is read at all
 * @param missing what is taken when it is absent
 * @param time how a time is written
 */
public record ValueField(
        String id,
        LogicalType type,
        Conversion conversion,
        Optional<Formula> condition,
        Optional<Object> missing,
        TimeText time) {}

package hub.decode;

import hub.contract.ContractViolation;
import hub.contract.LogicalType;
import hub.contract.RuleMode;
import hub.formula.Formula;
import hub.product.ValueField;

/** One JSON place or CSV column, compiled: takes what was found there into its slot. */
final class ValueReader {

    private final ValueField field;
    private final int slot;
    private final Converter converter;
    private final Formula condition;
    private final boolean isTime;

    ValueReader(ValueField field, Slots slots) {
        this.field = field;
        this.slot = slots.of(field.id());
        this.converter = new Converter(field.conversion(), slots);
        this.condition = field.condition().orElse(null);
        this.isTime = field.type() == LogicalType.TIME || slot == slots.deviceTimestamp || slot == slots.hubTimestamp;
    }

    String id() {
        return field.id();
    }

    /** Takes the text of a CSV field; null is absent. A field without a type is read as it looks. */
    void takeText(String text, Reading reading, boolean decimalComma) {
        boolean asItLooks = text != null && field.type() == LogicalType.ANY && !isTime;
        take(asItLooks ? guess(text, decimalComma) : text, reading, decimalComma);
    }

    /** A number where the text looks like one, else the text. */
    static Object guess(String text, boolean decimalComma) {
        Object number = TextNumbers.read(text.strip(), decimalComma);
        return number == null ? text : number;
    }

    /** Takes a value; null is absent. Text is read as the field's type says. */
    void take(Object found, Reading reading, boolean decimalComma) {
        if (condition != null && !condition.test(reading)) {
            return;
        }
        if (found == null) {
            field.missing().ifPresent(value -> reading.set(slot, value, -1));
            return;
        }
        Object value = isTime ? time(found) : found instanceof String text ? read(text, decimalComma) : found;
        if (value == null) {
            String wanted = isTime ? "a time" : "of type " + field.type().name().toLowerCase(java.util.Locale.ROOT);
            reading.record.add(
                    RuleMode.ENFORCE,
                    ContractViolation.of(
                            field.id(), "type", found, "must be " + wanted + "; mend the sender or the type"));
            return;
        }
        try {
            reading.set(slot, converter.convertAny(value, reading, field.id(), -1), -1);
        } catch (DecodeProblem problem) {
            reading.record.add(RuleMode.ENFORCE, problem.violation());
        }
    }

    private Object time(Object found) {
        long time = Times.epochMillis(found, field.time());
        return time == Times.NONE ? null : time;
    }

    private Object read(String text, boolean decimalComma) {
        return switch (field.type()) {
            case INTEGER, NUMBER -> TextNumbers.read(text.strip(), decimalComma);
            case BOOLEAN -> truth(text.strip());
            default -> text;
        };
    }

    private static Object truth(String text) {
        return switch (text) {
            case "true", "TRUE", "True", "1", "Y", "y", "yes", "on" -> true;
            case "false", "FALSE", "False", "0", "N", "n", "no", "off" -> false;
            default -> null;
        };
    }
}

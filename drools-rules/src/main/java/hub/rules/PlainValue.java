package hub.rules;

/** A value as people write it into a cell: number, truth or text. */
final class PlainValue {
    private PlainValue() {}

    static Object of(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (text.matches("-?\\d{1,18}")) {
            return Long.valueOf(text);
        }
        return text.matches("-?\\d*\\.?\\d+([eE]-?\\d+)?") ? (Object) Double.valueOf(text) : text;
    }
}

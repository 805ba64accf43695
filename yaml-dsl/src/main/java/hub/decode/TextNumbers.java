package hub.decode;

import hub.contract.LogicalType;

/** Reads numbers written as text, strictly: no hexadecimal floats, no trailing letters, no thousands. */
final class TextNumbers {

    private TextNumbers() {}

    /** The number, a Long without a fraction, else a Double; null when the text is none. */
    static Object read(String text, boolean decimalComma) {
        String plain = decimalComma ? text.replace(',', '.') : text;
        if (!looksLikeNumber(plain)) {
            return null;
        }
        try {
            return plain.length() < 18 && plain.indexOf('.') < 0 && plain.indexOf('e') < 0 && plain.indexOf('E') < 0
                    ? (Object) Long.parseLong(plain)
                    : LogicalType.number(Double.parseDouble(plain));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static boolean looksLikeNumber(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            boolean digit = letter >= '0' && letter <= '9';
            if (!digit && letter != '.' && letter != '-' && letter != '+' && letter != 'e' && letter != 'E') {
                return false;
            }
        }
        return true;
    }
}

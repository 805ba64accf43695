package hub.decode;

import hub.product.HexLayout.BinaryText;
import java.util.Base64;
import java.util.Optional;

/** Reads bytes written as hexadecimal digits or Base64, and tells which it is by the characters. */
final class BinaryTexts {

    private BinaryTexts() {}

    /**
     * The bytes.
     *
     * @param encoding what the product says, or {@link BinaryText#AUTO}
     * @param ambiguous what a text that could be both is, if the product says so
     */
    static byte[] read(String text, BinaryText encoding, Optional<BinaryText> ambiguous, String field) {
        String digits = digits(text);
        BinaryText chosen = encoding == BinaryText.AUTO ? detect(text, digits, ambiguous, field) : encoding;
        byte[] bytes = chosen == BinaryText.HEX ? hex(digits) : base64(text);
        if (bytes == null) {
            throw DecodeProblem.contract(
                    field, "encoding", text, -1, "is neither hexadecimal digits in pairs nor Base64; send one of them");
        }
        return bytes;
    }

    private static BinaryText detect(String text, String digits, Optional<BinaryText> ambiguous, String field) {
        boolean hex = isHex(digits);
        boolean plain = digits.length() == text.length();
        boolean base64 = plain && text.length() % 4 == 0;
        if (hex && base64) {
            return ambiguous.orElseThrow(() -> DecodeProblem.contract(
                    field,
                    "encoding",
                    text,
                    -1,
                    "could be hexadecimal or Base64; say which by 'ambiguous' or 'encoding' under json.bin"));
        }
        return hex ? BinaryText.HEX : BinaryText.BASE64;
    }

    static String digits(String text) {
        boolean plain = true;
        for (int at = 0; at < text.length() && plain; at++) {
            char letter = text.charAt(at);
            plain = letter != ' ' && letter != ':' && letter != '-' && letter != 'x' && letter != 'X';
        }
        return plain ? text : text.replaceAll("0[xX]|[ :-]", "");
    }

    static boolean isHex(String digits) {
        for (int at = 0; at < digits.length(); at++) {
            if (Character.digit(digits.charAt(at), 16) < 0 || digits.charAt(at) > 'f') {
                return false;
            }
        }
        return digits.length() % 2 == 0 && !digits.isEmpty();
    }

    static byte[] hex(String digits) {
        if (!isHex(digits)) {
            return null;
        }
        byte[] bytes = new byte[digits.length() / 2];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte)
                    (Character.digit(digits.charAt(2 * at), 16) << 4 | Character.digit(digits.charAt(2 * at + 1), 16));
        }
        return bytes;
    }

    private static byte[] base64(String text) {
        try {
            boolean forUrls = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
            byte[] bytes = (forUrls ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
            return bytes.length == 0 ? null : bytes;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}

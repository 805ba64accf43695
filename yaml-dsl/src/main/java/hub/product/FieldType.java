package hub.product;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a field's bytes mean, in Kaitai Struct's names ({@code u2}, {@code s4}, {@code f4}, {@code b3}, {@code str},
 * {@code strz}) and a few that devices need besides.
 *
 * @param kind the meaning
 * @param size bytes, or bits for {@link Kind#BITS}; 0 where the field's {@code size} says it
 */
public record FieldType(Kind kind, int size) {

    /** The meanings. */
    public enum Kind {
        UNSIGNED("u"),
        SIGNED("s"),
        FLOAT("f"),
        BITS("b"),
        BCD("bcd"),
        OFFSET_BINARY("ob"),
        SIGN_MAGNITUDE("sm"),
        TEXT("str"),
        ZERO_ENDED_TEXT("strz"),
        HEX_TEXT("hex"),
        BCD_TIME("bcdtime"),
        PADDING("pad");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Whether the value is a number. */
        public boolean isNumber() {
            return ordinal() <= SIGN_MAGNITUDE.ordinal();
        }
    }

    private static final Pattern NAME = Pattern.compile("([a-z]+)(\\d{0,2})");

    /** What the types are, for messages. */
    static final String NAMES =
            "u1..u8, s1..s8, f2, f4, f8, b1..b64, bcd1..bcd8, ob1..ob8, sm1..sm8, str, strz, hex, bcdtime, pad";

    /** Reads a type's name, or empty when there is no such type. */
    public static Optional<FieldType> of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int size = matcher.group(2).isEmpty() ? 0 : Integer.parseInt(matcher.group(2));
        for (Kind kind : Kind.values()) {
            if (kind.word.equals(matcher.group(1)) && allows(kind, size)) {
                return Optional.of(new FieldType(kind, size));
            }
        }
        return Optional.empty();
    }

    private static boolean allows(Kind kind, int size) {
        return switch (kind) {
            case UNSIGNED, SIGNED, BCD, OFFSET_BINARY, SIGN_MAGNITUDE -> size >= 1 && size <= 8;
            case FLOAT -> size == 2 || size == 4 || size == 8;
            case BITS -> size >= 1 && size <= 64;
            case TEXT, ZERO_ENDED_TEXT, HEX_TEXT, BCD_TIME, PADDING -> size == 0;
        };
    }
}

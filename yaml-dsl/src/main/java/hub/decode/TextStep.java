package hub.decode;

import hub.formula.Formula;
import hub.product.FieldType;
import hub.product.LayoutItem;
import hub.product.WordOrder;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HexFormat;

/** Reads texts, hexadecimal texts, times in BCD digits, and padding. */
final class TextStep implements Step {

    private final FieldTarget target;
    private final FieldType.Kind kind;
    private final Formula size;
    private final boolean inTurn;
    private final int at;
    private final boolean littleEndian;
    private final Charset charset;
    private final ZoneId zone;

    TextStep(LayoutItem.Field field, Slots slots) {
        this.target = new FieldTarget(field, slots);
        this.kind = field.type().kind();
        this.size = field.size().orElse(null);
        this.inTurn = field.at().isEmpty();
        this.at = field.at().orElse(0);
        this.littleEndian = field.order() == WordOrder.LE;
        boolean time = kind == FieldType.Kind.BCD_TIME;
        this.charset = time || field.encoding().isEmpty()
                ? java.nio.charset.StandardCharsets.UTF_8
                : Charset.forName(field.encoding());
        this.zone = time ? ZoneId.of(field.encoding()) : java.time.ZoneOffset.UTC;
    }

    @Override
    public void run(Reading reading) {
        reading.align();
        int from = inTurn ? reading.position : at >= 0 ? reading.start + at : reading.end + at;
        int stop = inTurn ? reading.limit : reading.end;
        int length = length(reading, from, stop);
        if (from < reading.start || length < 0 || from + (long) length > stop) {
            target.missing(reading, from, length, stop - from);
            return;
        }
        if (inTurn) {
            reading.position = from + length;
        }
        store(reading, from, length, stop);
    }

    private int length(Reading reading, int from, int stop) {
        if (size != null) {
            double wanted = size.number(reading);
            if (!(wanted >= 0 && wanted <= Integer.MAX_VALUE)) {
                throw DecodeProblem.at(target.field(), "size", null, from, "'" + size + "' gives no usable size");
            }
            return (int) wanted;
        }
        return Math.max(0, stop - Math.max(from, 0));
    }

    private void store(Reading reading, int from, int length, int stop) {
        switch (kind) {
            case TEXT -> target.store(trimmed(new String(reading.bytes, from, length, charset)), reading, from);
            case ZERO_ENDED_TEXT -> zeroEnded(reading, from, length);
            case HEX_TEXT ->
                target.store(
                        HexFormat.of().withUpperCase().formatHex(reading.bytes, from, from + length), reading, from);
            case BCD_TIME -> target.store(time(reading, from, length), reading, from);
            default -> {}
        }
    }

    private void zeroEnded(Reading reading, int from, int length) {
        int end = from;
        while (end < from + length && reading.bytes[end] != 0) {
            end++;
        }
        if (inTurn && size == null) {
            reading.position = Math.min(end + 1, from + length);
        }
        target.store(new String(reading.bytes, from, end - from, charset), reading, from);
    }

    private static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == 0 || text.charAt(end - 1) == ' ')) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Digits yyMMddHHmm[ss] or yyyyMMddHHmmss, as epoch milliseconds. */
    private long time(Reading reading, int from, int length) {
        StringBuilder digits = new StringBuilder(14);
        for (int index = 0; index < length && index < 8; index++) {
            int place = littleEndian ? from + length - 1 - index : from + index;
            digits.append(HexFormat.of().toHexDigits(reading.bytes[place]));
        }
        String text = length == 7 ? digits.toString() : "20" + digits;
        try {
            if (length < 5 || length > 7) {
                throw new DateTimeException("has " + length + " bytes, not 5, 6 or 7");
            }
            LocalDateTime time = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 4, 6),
                    number(text, 6, 8),
                    number(text, 8, 10),
                    number(text, 10, 12),
                    text.length() > 12 ? number(text, 12, 14) : 0);
            return time.atZone(zone).toInstant().toEpochMilli();
        } catch (DateTimeException | NumberFormatException wrong) {
            throw DecodeProblem.contract(
                    target.field(), "time", digits.toString(), from, "is no time: " + wrong.getMessage());
        }
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}

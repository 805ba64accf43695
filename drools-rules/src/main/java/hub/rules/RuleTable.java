package hub.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * One version of one table as its author wrote it; the file name says for which product it is and how it is written.
 *
 * @param name the file name, such as {@code prod-a.alarm.drl.csv}, {@code prod-a.alarm.drl.xlsx} or {@code prod-a.rules.yaml}
 * @param content the bytes of the file
 * @param version the first 12 hexadecimal digits of the content's SHA-256
 */
public record RuleTable(String name, byte[] content, String version) {
    /** The product part of the file name of a table that applies to every product. */
    public static final String ANY_PRODUCT = "any-product";

    /** A table with its version computed from the content. */
    public static RuleTable of(String name, byte[] content) {
        return new RuleTable(name, content.clone(), hash(content));
    }

    /** A table from text in UTF-8. */
    public static RuleTable of(String name, String content) {
        return of(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a file of that name is a table of any kind. */
    public static boolean isTable(String fileName) {
        return isAlarmTable(fileName)
                || isFile(fileName) && DecisionKind.of(fileName).isPresent();
    }

    static boolean isAlarmTable(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return isFile(fileName)
                && (lower.endsWith(".alarm.drl.csv")
                        || lower.endsWith(".alarm.drl.xlsx")
                        || lower.endsWith(".rules.yaml"));
    }

    /** Whether a file of that name is no trace of an editor or office program. */
    static boolean isFile(String fileName) {
        return !fileName.startsWith(".") && !fileName.startsWith("~$");
    }

    /** {@code alarm}, or the kind of decision its name tells: {@code action}, {@code escalation} ... */
    public String kind() {
        return DecisionKind.of(name).map(DecisionKind::word).orElse("alarm");
    }

    /** The product it is for, or empty when it applies to every product. */
    public String product() {
        String first = name.substring(0, name.indexOf('.'));
        return first.equals(ANY_PRODUCT) || first.equalsIgnoreCase(kind()) ? "" : first;
    }

    /** Whether it is written as YAML rules rather than as a sheet. */
    public boolean isYaml() {
        return name.toLowerCase(Locale.ROOT).endsWith(".yaml");
    }

    boolean isWorkbook() {
        return name.toLowerCase(Locale.ROOT).endsWith(".xlsx");
    }

    /** The name of the file of cases beside it, such as {@code prod-a.alarm.cases.csv}. */
    public String casesName() {
        return name.replaceFirst("(?i)(\\.drl\\.csv|\\.drl\\.xlsx|\\.yaml)$", ".cases.csv");
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}

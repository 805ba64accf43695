package hub.desk;

import hub.adapters.rules.RuleVersion;
import hub.adapters.rules.RuleVersions;
import hub.rules.RuleTable;
import hub.rules.RuleTableException;
import hub.rules.TableGrid;
import hub.rules.TableTrial;
import hub.rules.TableUpload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Reads what the API is sent: a table as edited cells, as text or as a file, its cases, and made-up inputs. */
final class RuleDrafts {
    private final RuleShelf shelf;
    private final RuleVersions versions;

    RuleDrafts(RuleShelf shelf, RuleVersions versions) {
        this.shelf = shelf;
        this.versions = versions;
    }

    /**
     * The table that a body means.
     *
     * @throws RuleTableException naming the cells that cannot be taken
     */
    RuleTable table(String name, Map<String, Object> body) throws SQLException, IOException {
        if (body.get("content") instanceof String content) {
            return TableUpload.of(orEmpty(name), bytes(content));
        }
        if (body.get("text") instanceof String text) {
            return RuleTable.of(name, text);
        }
        if (body.get("rows") instanceof List<?> rows) {
            return TableGrid.of(start(name, body, "from")).edited(cells(rows));
        }
        return start(name, body, "version");
    }

    static boolean isSent(Map<String, Object> body) {
        return body.containsKey("content") || body.containsKey("text") || body.containsKey("rows");
    }

    private RuleTable start(String name, Map<String, Object> body, String field) throws SQLException, IOException {
        Optional<RuleVersion> version = body.get(field) instanceof Number number
                ? Optional.of(versions.get(name, number.intValue()))
                : versions.published(name);
        return version.isPresent() ? RuleTableSync.table(version.get()) : shelf.current(name);
    }

    /** A table that nobody has yet may come as a file, too. */
    private RuleTable orEmpty(String name) throws IOException {
        try {
            return shelf.current(name);
        } catch (NoSuchElementException isNew) {
            RuleShelf.known(name);
            return RuleTable.of(name, "");
        }
    }

    /** The cases that belong to it: sent, kept with the version, or beside the table. */
    String cases(RuleTable table, Map<String, Object> body) throws SQLException, IOException {
        if (body.get("cases") instanceof String cases) {
            return cases;
        }
        Object number = body.getOrDefault("version", body.get("from"));
        Optional<String> kept = number instanceof Number version
                ? versions.get(table.name(), version.intValue()).cases()
                : Optional.empty();
        return kept.isPresent() ? kept.get() : shelf.cases(table);
    }

    /** The version in force that the sender saw: in the body, or as {@code If-Match}. */
    static Optional<Integer> base(Map<String, Object> body, String ifMatch) {
        if (body.get("base") instanceof Number number) {
            return Optional.of(number.intValue());
        }
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.equals("*")) {
            return Optional.empty();
        }
        String tag = ifMatch.replaceAll("^W/|\"", "");
        if (!tag.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("If-Match: '" + ifMatch
                    + "' is no version; send the number of the version in force, such as \"7\"");
        }
        return Optional.of(Integer.parseInt(tag));
    }

    RuleVersion.Draft draft(RuleTable table, Map<String, Object> body, String ifMatch) {
        return new RuleVersion.Draft(
                table.name(),
                table.version(),
                table.content(),
                Optional.ofNullable((String) body.get("cases")),
                base(body, ifMatch),
                body.containsKey("content") ? "upload" : "desk",
                String.valueOf(body.getOrDefault("comment", "")));
    }

    private static byte[] bytes(String content) {
        try {
            return Base64.getMimeDecoder().decode(content.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("content: is not Base64 (" + broken.getMessage() + ")", broken);
        }
    }

    private static List<List<String>> cells(List<?> rows) {
        List<List<String>> cells = new ArrayList<>();
        for (Object row : rows) {
            cells.add(((List<?>) row).stream().map(RuleDrafts::text).toList());
        }
        return cells;
    }

    private static String text(Object cell) {
        return cell == null ? "" : String.valueOf(cell).strip();
    }

    /** Made-up inputs: {@code at}, {@code device}, {@code product} and {@code values}. */
    static List<TableTrial.Input> inputs(Map<String, Object> body) {
        List<TableTrial.Input> inputs = new ArrayList<>();
        if (body.get("inputs") instanceof List<?> given) {
            for (Object each : given) {
                Map<?, ?> input = (Map<?, ?>) each;
                Map<String, Object> values = new LinkedHashMap<>();
                if (input.get("values") instanceof Map<?, ?> named) {
                    named.forEach((name, value) -> values.put(String.valueOf(name), value(value)));
                }
                double at = input.get("at") instanceof Number number ? number.doubleValue() : inputs.size();
                inputs.add(new TableTrial.Input(at, text(input.get("device")), text(input.get("product")), values));
            }
        }
        return inputs;
    }

    /** As the decoder gives them: whole numbers are Long. */
    private static Object value(Object sent) {
        return sent instanceof Integer number ? (Object) number.longValue() : sent;
    }
}

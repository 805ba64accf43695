package hub.adapters.notice;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Writes a letter in its contact's language and time zone: once as text, once as the request its channel sends. */
final class LetterWriter {

    private static final int NOTICES_SHOWN = 20;
    private static final int LONGEST_WORD = 500;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);
    private static final Map<String, String> KOREAN =
            Map.of("CRITICAL", "심각", "HIGH", "높음", "MEDIUM", "보통", "LOW", "낮음", "INFO", "정보");

    private final NoticeTemplates templates;

    LetterWriter(NoticeTemplates templates) {
        this.templates = templates;
    }

    /** One notice as a letter shows it. */
    private record Told(String template, String severity, Map<String, Object> words) {}

    /** The letter as routes see it. */
    Map<String, Object> write(Connection connection, LetterQueue.Taken letter, Contact contact) throws SQLException {
        List<Told> told = Database.select(
                connection,
                "select * from service.notice where batch_id = ? order by rank desc, at, id limit " + NOTICES_SHOWN,
                LetterWriter::told,
                letter.batch());
        int count = Database.select(
                        connection,
                        "select count(*) from service.notice where batch_id = ?",
                        row -> row.getInt(1),
                        letter.batch())
                .get(0);
        Told first = told.get(0);
        Map<String, Object> written = new LinkedHashMap<>(first.words());
        written.put("id", letter.id());
        written.put("attempt", letter.attempt());
        written.put("channel", letter.channel());
        written.put("contact", contact.id());
        written.put("address", letter.address());
        written.put("language", contact.language());
        written.put("template", first.template());
        written.put("severity", first.severity().toLowerCase(Locale.ROOT));
        written.put("count", count);
        text(written, told, contact, count);
        templates.request(letter.channel()).ifPresent(request -> written.put("request", request(request, written)));
        return written;
    }

    private void text(Map<String, Object> letter, List<Told> told, Contact contact, int count) {
        NoticeTemplate template = templates.find(told.get(0).template(), contact.language());
        boolean several = count > 1;
        Map<String, String> extra = new HashMap<>();
        extra.put("name", contact.name());
        extra.put("count", Integer.toString(count));
        extra.put("more", Integer.toString(count - told.size()));
        StringBuilder lines = new StringBuilder();
        for (Told each : told) {
            lines.append(template.fill("notice", false, words(each, contact, extra)))
                    .append('\n');
        }
        Function<String, String> words = words(told.get(0), contact, extra);
        if (count > told.size()) {
            lines.append(template.fill("more", false, words));
        }
        letter.put("subject", template.fill("subject", several, words).replaceAll("\\s+", " "));
        letter.put("short", template.fill("short", several, words));
        extra.put("notices", lines.toString().strip());
        letter.put("body", template.fill("body", several, words));
    }

    private static Function<String, String> words(Told notice, Contact contact, Map<String, String> extra) {
        return word -> {
            if (extra.containsKey(word)) {
                return extra.get(word);
            }
            if (word.equals("severity")) {
                return contact.language().equals("ko")
                        ? KOREAN.getOrDefault(notice.severity(), notice.severity())
                        : notice.severity().toLowerCase(Locale.ROOT);
            }
            return plain(Objects.toString(notice.words().get(word), ""), contact.zone());
        };
    }

    /** A value on one line, shortened, without control characters; a time in the reader's zone. */
    static String plain(String value, ZoneId zone) {
        if (value.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*Z")) {
            try {
                return TIME.format(Instant.parse(value).atZone(zone));
            } catch (DateTimeParseException noTime) {
                return value;
            }
        }
        String line = value.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ")
                .strip();
        return line.isEmpty() ? "-" : line.substring(0, Math.min(line.length(), LONGEST_WORD));
    }

    /** The request with the letter's words inside JSON texts; Slack reads three characters as markup. */
    private static String request(String request, Map<String, Object> letter) {
        return NoticeTemplate.fill(request, word -> {
            String text = Objects.toString(letter.get(word), "");
            String safe = "slack".equals(letter.get("channel"))
                    ? text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                    : text;
            String quoted = Columns.json(safe);
            return quoted.substring(1, quoted.length() - 1);
        });
    }

    private static Told told(ResultSet row) throws SQLException {
        Map<String, Object> words = Columns.parse(row.getString("words"), Columns.WORDS);
        words.putIfAbsent("device", row.getString("device_id"));
        words.put("device_id", row.getString("device_id"));
        words.putIfAbsent("alarm", row.getString("alarm_id"));
        words.putIfAbsent("rule", words.getOrDefault("ruleId", ""));
        words.putIfAbsent("at", Columns.instant(row, "at").toString());
        words.put("target", row.getString("target"));
        return new Told(row.getString("template"), row.getString("severity"), words);
    }
}

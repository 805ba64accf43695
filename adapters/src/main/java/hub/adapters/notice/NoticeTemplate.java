package hub.adapters.notice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of one kind of notice in one language: parts that begin with {@code == name}, with {@code {placeholders}}.
 *
 * @param parts by name
 */
record NoticeTemplate(Map<String, String> parts) {

    /** The parts a letter is made of; {@code -several} is for a letter about more than one notice. */
    static final Set<String> PARTS =
            new TreeSet<>(Set.of("subject", "subject-several", "short", "short-several", "body", "notice", "more"));

    /** What any template may speak of; a notice that does not say it shows a dash. */
    static final Set<String> WORDS = new TreeSet<>(Set.of(
            "id",
            "name",
            "count",
            "more",
            "notices",
            "at",
            "severity",
            "device",
            "product",
            "site",
            "alarm",
            "ruleId",
            "rule",
            "text",
            "value",
            "state",
            "raisedAt",
            "lastSeenAt",
            "clearedAt",
            "by",
            "cause",
            "action",
            "attempt",
            "attempts",
            "level",
            "order",
            "technician",
            "customer",
            "visitAt",
            "dueAt",
            "summary",
            "resolution",
            "link",
            "comment",
            "version",
            "evidence",
            "target",
            "template",
            "address",
            "subject",
            "short",
            "body",
            "language",
            "stage",
            "skill",
            "phone",
            "advice",
            "reason"));

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9-]*)}");

    /** What came of reading a template. */
    record Reading(NoticeTemplate template, List<TemplateProblem> problems) {}

    static Reading read(String file, String text) {
        List<TemplateProblem> problems = new ArrayList<>();
        Map<String, StringBuilder> parts = new LinkedHashMap<>();
        StringBuilder part = null;
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (line.startsWith("== ")) {
                String name = line.substring(3).strip();
                part = parts.computeIfAbsent(name, none -> new StringBuilder());
                if (!PARTS.contains(name)) {
                    problems.add(new TemplateProblem(
                            file, number, "there is no part '" + name + "'; there are " + String.join(", ", PARTS)));
                }
            } else if (part != null) {
                part.append(line).append('\n');
                check(file, number, line, problems);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                problems.add(new TemplateProblem(file, number, "begin with a part such as '== subject'"));
            }
        }
        for (String needed : List.of("subject", "short", "body")) {
            if (!parts.containsKey(needed)) {
                problems.add(new TemplateProblem(file, number, "the part '== " + needed + "' is missing"));
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        parts.forEach((name, lines) -> texts.put(name, lines.toString().strip()));
        return new Reading(new NoticeTemplate(texts), problems);
    }

    static void check(String file, int number, String line, List<TemplateProblem> problems) {
        Matcher placeholder = PLACEHOLDER.matcher(line);
        while (placeholder.find()) {
            if (!WORDS.contains(placeholder.group(1))) {
                problems.add(new TemplateProblem(
                        file,
                        number,
                        "nothing is known as {" + placeholder.group(1) + "}; there are " + String.join(", ", WORDS)));
            }
        }
    }

    /** A part with its placeholders filled; the part for one notice when there is none for several. */
    String fill(String part, boolean several, Function<String, String> word) {
        String text = several && parts.containsKey(part + "-several") ? parts.get(part + "-several") : parts.get(part);
        return text == null ? "" : fill(text, word);
    }

    static String fill(String text, Function<String, String> word) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(word.apply(found.group(1))));
    }
}

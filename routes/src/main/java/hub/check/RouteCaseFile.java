package hub.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The cases beside a route, {@code <route>.cases.yaml}.
 *
 * @param cases the cases that could be read
 * @param with the names of other routes that take part, instead of being played
 * @param problems why others could not
 */
record RouteCaseFile(List<RouteCase> cases, List<String> with, List<FileProblem> problems) {

    static final String SUFFIX = ".cases.yaml";
    private static final Set<String> FILE = Set.of("with", "cases");
    private static final Set<String> CASE = Set.of("name", "given", "answers", "expect");
    private static final Set<String> GIVEN = Set.of("body", "frames", "telemetry", "headers", "properties");
    private static final Set<String> EXPECT = Set.of("body", "headers", "fails", "sent");

    /** Reads cases; every member that is not known is a problem, so that a typo cannot switch a check off. */
    static RouteCaseFile read(String shown, String text) {
        List<RouteCase> cases = new ArrayList<>();
        List<String> with = new ArrayList<>();
        List<FileProblem> problems = new ArrayList<>();
        try {
            YamlText yaml = YamlText.read(text);
            JsonNode list = yaml.root().path("cases");
            unknown(shown, yaml, "", yaml.root(), FILE, problems);
            yaml.root().path("with").forEach(name -> with.add(name.asText()));
            if (list.isEmpty()) {
                problems.add(FileProblem.error(shown, 1, "holds no cases; begin with 'cases:' and a list"));
            }
            for (int index = 0; index < list.size(); index++) {
                JsonNode one = list.get(index);
                String pointer = "/cases/" + index;
                int before = problems.size();
                unknown(shown, yaml, pointer, one, CASE, problems);
                unknown(shown, yaml, pointer + "/given", one.path("given"), GIVEN, problems);
                unknown(shown, yaml, pointer + "/expect", one.path("expect"), EXPECT, problems);
                if (one.path("expect").isEmpty()) {
                    problems.add(FileProblem.error(shown, yaml.line(pointer), "expects nothing; add 'expect:'"));
                }
                if (problems.size() == before) {
                    cases.add(new RouteCase(
                            one.path("name").asText("case " + (index + 1)),
                            yaml.line(pointer),
                            one.path("given"),
                            one.path("answers"),
                            one.path("expect")));
                }
            }
        } catch (YamlText.Malformed malformed) {
            problems.add(FileProblem.error(shown, malformed.line(), malformed.getMessage()));
        }
        return new RouteCaseFile(cases, with, problems);
    }

    private static void unknown(
            String shown, YamlText yaml, String pointer, JsonNode node, Set<String> known, List<FileProblem> problems) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String advice = Spelling.nearest(name, known)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("; known here: "
                                + String.join(", ", known.stream().sorted().toList()));
                String at = pointer + YamlText.step(name);
                problems.add(FileProblem.error(shown, yaml.line(at), "'" + name + "' is not known here" + advice));
            }
        });
    }
}

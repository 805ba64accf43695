package hub.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The naming rules of the house: one route per file, and file name = route id = {@code direct:} name = what operators
 * see, group = folder, a description, and what happens on failure.
 */
final class RouteNames {

    static final int LINES = 60;
    static final String ERROR_HANDLING = "dead-letter";
    private static final Set<String> ONE_OF = Set.of("route", "routeConfiguration", "routeTemplate");
    private static final Set<String> BESIDE = Set.of("rest", "restConfiguration", "templatedRoute", "beans");

    private final RouteFile file;
    private final List<FileProblem> problems = new ArrayList<>();

    private RouteNames(RouteFile file) {
        this.file = file;
    }

    /** All departures of the file from the naming rules. */
    static List<FileProblem> problems(RouteFile file) {
        return new RouteNames(file).check();
    }

    private List<FileProblem> check() {
        JsonNode entries = file.yaml().root();
        int flows = 0;
        for (int index = 0; index < entries.size(); index++) {
            String kind = entries.get(index).fieldNames().hasNext()
                    ? entries.get(index).fieldNames().next()
                    : "";
            String pointer = "/" + index + YamlText.step(kind);
            if (kind.equals("from")) {
                add(pointer, "write '- route:' with an id, a description, a group and this 'from' inside it");
            } else if (ONE_OF.contains(kind)) {
                flow(kind, pointer, entries.get(index).get(kind), ++flows);
            } else if (!BESIDE.contains(kind)) {
                add(pointer, "'" + kind + "' does not belong at the top of a route file; put it into a route");
            }
        }
        if (file.text().lines().count() > LINES) {
            problems.add(FileProblem.warning(
                    file.shown(), LINES + 1, "longer than " + LINES + " lines; move a part into a route of its own"));
        }
        return problems;
    }

    private void flow(String kind, String pointer, JsonNode flow, int number) {
        if (number > 1) {
            add(pointer, "one route per file: move this " + kind + " into a file named after its id");
            return;
        }
        String id = flow.path("id").asText();
        if (!id.equals(file.name())) {
            add(pointer + "/id", "the id is '" + id + "' but must be the file's name, '" + file.name() + "'");
        }
        if (flow.path("description").asText().isBlank()) {
            add(pointer, "has no description; say in one sentence what it does, operators read it in Hawtio");
        }
        if (kind.equals("route")) {
            route(pointer, flow);
        } else if (kind.equals("routeTemplate")) {
            route(pointer + "/route", flow.path("route"));
        }
    }

    private void route(String pointer, JsonNode route) {
        String group = route.path("group").asText();
        if (!group.equals(file.folder())) {
            add(
                    pointer + "/group",
                    "the group is '" + group + "' but must be the folder's name, '" + file.folder() + "'");
        }
        if (route.path("routeConfigurationId").asText().isBlank() && !route.has("errorHandler")) {
            add(
                    pointer,
                    "say what happens on failure: 'routeConfigurationId: " + ERROR_HANDLING
                            + "', or an errorHandler of its own with a note that says why");
        }
        RouteUri from = RouteUri.of(route.path("from"));
        boolean entry = from.scheme().equals("direct") && pointer.endsWith("/route") && !pointer.contains("Template");
        if (entry && !from.name().equals(file.name())) {
            add(
                    pointer + "/from",
                    "listens to direct:" + from.name() + " but must listen to direct:" + file.name()
                            + ", so that a hop names the file it leads to");
        }
        RouteUri.visit(route, pointer, (at, uri) -> {
            if (uri.scheme().equals("seda")) {
                add(at, "hops use direct:, not seda: - a seda queue loses its messages when the hub stops");
            }
        });
    }

    private void add(String pointer, String message) {
        problems.add(file.error(pointer, message));
    }
}

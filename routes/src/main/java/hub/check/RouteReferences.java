package hub.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What route files say about each other: unique ids, and hops, error handling and templates that exist. */
final class RouteReferences {

    private final Map<String, String> fileById = new HashMap<>();
    private final Set<String> listening = new HashSet<>();
    private final List<FileProblem> problems = new ArrayList<>();

    private RouteReferences() {}

    /** All broken references among the files that make up the hub. */
    static List<FileProblem> problems(Collection<RouteFile> files) {
        RouteReferences references = new RouteReferences();
        files.forEach(references::declare);
        files.forEach(references::follow);
        return references.problems;
    }

    /** The ids of configurations and templates this file leans on; it has to be reloaded when one of them changes. */
    static Set<String> leansOn(RouteFile file) {
        Set<String> ids = new HashSet<>();
        for (JsonNode entry : file.yaml().root()) {
            JsonNode route =
                    entry.has("routeTemplate") ? entry.path("routeTemplate").path("route") : entry.path("route");
            ids.add(route.path("routeConfigurationId").asText());
            ids.add(entry.path("templatedRoute").path("routeTemplateRef").asText());
        }
        ids.remove("");
        return ids;
    }

    private void declare(RouteFile file) {
        for (String id : file.declares()) {
            String other = fileById.putIfAbsent(id, file.path());
            if (other != null) {
                problems.add(file.error(
                        "",
                        "the id '" + id + "' is already used by routes/" + other
                                + "; give this file another name and id"));
            }
        }
        RouteUri.visit(file.yaml().root(), "", (at, uri) -> {
            if (at.endsWith("/from") && uri.scheme().equals("direct")) {
                listening.add(uri.name());
            }
        });
    }

    private void follow(RouteFile file) {
        RouteUri.visit(file.yaml().root(), "", (at, uri) -> {
            boolean fixed = !uri.name().contains("{{") && !uri.name().contains("${");
            if (uri.scheme().equals("direct") && fixed && !at.endsWith("/from") && !listening.contains(uri.name())) {
                String advice = Spelling.nearest(uri.name(), listening)
                        .map(name -> "; did you mean direct:" + name + "?")
                        .orElse("; add the route file " + uri.name() + RouteFile.SUFFIX);
                problems.add(file.error(at, "no route listens to direct:" + uri.name() + advice));
            }
        });
        for (String id : leansOn(file)) {
            if (!fileById.containsKey(id)) {
                problems.add(file.error("/0", "there is no routeConfiguration or routeTemplate '" + id + "'"));
            }
        }
    }
}

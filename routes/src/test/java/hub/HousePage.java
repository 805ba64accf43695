package hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import hub.check.RouteFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes the page that shows the house as it is: modules, packages and routes, taken from the classes and files. */
final class HousePage {

    private static final Map<String, String> MODULES = Map.of(
            "message", "yaml-dsl",
            "product", "yaml-dsl",
            "decode", "yaml-dsl",
            "contract", "yaml-dsl",
            "formula", "yaml-dsl",
            "rules", "drools-rules",
            "adapters", "adapters",
            "master", "master-sync",
            "console", "console");
    private static final Set<String> OUTGOING = Set.of("to", "toD", "wireTap");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final StringBuilder page = new StringBuilder();

    private HousePage() {}

    static String of(JavaClasses house, SortedMap<String, RouteFile> routes) throws IOException {
        HousePage page = new HousePage();
        page.line("# The house as it is");
        page.line("");
        page.line("Written by `HouseRulesTest` from the classes and the route files; do not edit.");
        page.picture(house);
        page.packages(house);
        page.routes(routes);
        return page.page.toString();
    }

    private void picture(JavaClasses house) {
        line("");
        line("## Who depends on whom");
        line("");
        line("```mermaid");
        line("graph TD");
        Set<String> arrows = new TreeSet<>();
        for (JavaClass type : house) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getPackageName();
                if (target.startsWith("hub.") && !module(target).equals(module(type.getPackageName()))) {
                    arrows.add("  " + module(type.getPackageName()) + " --> " + module(target));
                }
            }
        }
        arrows.forEach(this::line);
        line("```");
    }

    private void packages(JavaClasses house) {
        SortedMap<String, Set<String>> types = new TreeMap<>();
        for (JavaClass type : house) {
            boolean top =
                    type.getEnclosingClass().isEmpty() && !type.getSimpleName().equals("package-info");
            if (top && type.getModifiers().contains(JavaModifier.PUBLIC)) {
                types.computeIfAbsent(type.getPackageName(), none -> new TreeSet<>())
                        .add(type.getSimpleName());
            }
        }
        line("");
        line("## Packages and what they show to others");
        line("");
        line("| module | package | types other packages may use |");
        line("|---|---|---|");
        types.entrySet().stream()
                .map(each -> "| " + module(each.getKey()) + " | " + each.getKey() + " | "
                        + String.join(", ", each.getValue()) + " |")
                .sorted()
                .forEach(this::line);
    }

    private void routes(SortedMap<String, RouteFile> routes) throws IOException {
        line("");
        line("## Routes");
        line("");
        line("| group | id | from | to | what it does |");
        line("|---|---|---|---|---|");
        for (RouteFile file : routes.values()) {
            for (JsonNode entry : YAML.readTree(file.text())) {
                String kind = entry.fieldNames().next();
                JsonNode flow = entry.path(kind);
                JsonNode route = kind.equals("routeTemplate") ? flow.path("route") : flow;
                if (!flow.path("id").isMissingNode() && !kind.equals("rest")) {
                    String name = kind.equals("route") ? "" : " (" + kind + ")";
                    line("| " + file.folder() + " | " + flow.path("id").asText() + name + " | "
                            + endpoint(route.path("from")) + " | "
                            + targets(flow).stream().collect(Collectors.joining(", ")) + " | "
                            + flow.path("description").asText() + " |");
                }
            }
        }
    }

    private static List<String> targets(JsonNode node) {
        List<String> found = new ArrayList<>();
        node.properties().forEach(field -> {
            if (OUTGOING.contains(field.getKey())) {
                String target = endpoint(field.getValue());
                if (!found.contains(target)) {
                    found.add(target);
                }
            }
            targets(field.getValue()).stream()
                    .filter(each -> !found.contains(each))
                    .forEach(found::add);
        });
        for (JsonNode item : node.isArray() ? node : List.<JsonNode>of()) {
            targets(item).stream().filter(each -> !found.contains(each)).forEach(found::add);
        }
        return found;
    }

    private static String endpoint(JsonNode step) {
        String uri = step.isTextual() ? step.asText() : step.path("uri").asText();
        String name = step.path("parameters").path("name").asText();
        return (name.isEmpty() ? uri : uri + ":" + name).replaceFirst("\\?.*", "");
    }

    private static String module(String packageName) {
        String[] parts = packageName.split("\\.");
        return parts.length < 2 ? "routes" : MODULES.getOrDefault(parts[1], "routes");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}

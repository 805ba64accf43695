package hub.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One file below {@code routes/} at one moment: its text, its place, and its tree as far as it is YAML.
 *
 * @param path where it lies below {@code routes/}, with forward slashes: {@code receive/receive-tcp.camel.yaml}
 * @param text its text
 * @param yaml its tree; of an empty text when {@code problem} is present
 * @param problem why it is not YAML at all
 */
public record RouteFile(String path, String text, YamlText yaml, Optional<FileProblem> problem) {

    private static final List<String> KINDS = List.of("route", "routeConfiguration", "routeTemplate", "templatedRoute");

    /** What a route file's name ends with. */
    public static final String SUFFIX = ".camel.yaml";

    /** Reads a text as the route file at this path; a text that is no YAML becomes a file with a problem. */
    public static RouteFile of(String path, String text) {
        try {
            return new RouteFile(path, text, YamlText.read(text), Optional.empty());
        } catch (YamlText.Malformed malformed) {
            YamlText nothing = new YamlText(JsonNodeFactory.instance.missingNode(), Map.of());
            FileProblem problem = FileProblem.error(shownAs(path), malformed.line(), malformed.getMessage());
            return new RouteFile(path, text, nothing, Optional.of(problem));
        }
    }

    /** The file's base name, which is its route's id. */
    public String name() {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file;
    }

    /** The folder below {@code routes/}, which is its route's group; empty at the top. */
    public String folder() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** How problems name this file: relative to the hub's home. */
    public String shown() {
        return shownAs(path);
    }

    /** The first 12 hexadecimal digits of the text's SHA-256: the version of this file. */
    public String version() {
        return version(text);
    }

    static String version(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The ids of the entries of one kind at the top of the file, such as {@code route} or {@code routeTemplate}. */
    public List<String> ids(String kind) {
        List<String> ids = new ArrayList<>();
        for (JsonNode entry : yaml.root()) {
            JsonNode id = entry.path(kind).path(kind.equals("templatedRoute") ? "routeId" : "id");
            if (!id.isMissingNode()) {
                ids.add(id.asText());
            }
        }
        return ids;
    }

    /** All ids this file declares, of whatever kind. */
    public Set<String> declares() {
        Set<String> ids = new TreeSet<>();
        KINDS.forEach(kind -> ids.addAll(ids(kind)));
        return ids;
    }

    /** All ids this file leans on: routes it hops to, and its error handling and templates. */
    public Set<String> names() {
        Set<String> ids = new TreeSet<>(RouteReferences.leansOn(this));
        RouteUri.visit(yaml.root(), "", (at, uri) -> {
            if (uri.scheme().equals("direct") && !at.endsWith("/from")) {
                ids.add(uri.name());
            }
        });
        return ids;
    }

    /** Whether the routes of this file carry a part of what the other declares and have to be built anew with it. */
    public boolean isBuiltFrom(RouteFile other) {
        Set<String> parts = new TreeSet<>(other.ids("routeConfiguration"));
        parts.addAll(other.ids("routeTemplate"));
        parts.retainAll(RouteReferences.leansOn(this));
        return !parts.isEmpty();
    }

    /** Whether it holds error handling or templates that other files are built from. */
    public boolean isPartOfOthers() {
        return !ids("routeConfiguration").isEmpty() || !ids("routeTemplate").isEmpty();
    }

    FileProblem error(String pointer, String message) {
        return FileProblem.error(shown(), yaml.line(pointer), message);
    }

    private static String shownAs(String path) {
        return "routes/" + path;
    }
}

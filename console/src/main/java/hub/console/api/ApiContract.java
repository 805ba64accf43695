package hub.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The OpenAPI file, read once: which operations there are and what a request to each must look like. */
public final class ApiContract {

    private final String basePath;
    private final String text;
    private final List<ApiOperation> operations;

    private ApiContract(String basePath, String text, List<ApiOperation> operations) {
        this.basePath = basePath;
        this.text = text;
        this.operations = operations;
    }

    /**
     * Reads {@code hub-api.openapi.yaml}.
     *
     * @throws UncheckedIOException when there is no such file or it is not YAML, naming it
     */
    public static ApiContract read(Path file) {
        try {
            String text = Files.readString(file);
            JsonNode document = new YAMLMapper().readTree(text);
            String base = document.at("/servers/0/url").asText();
            return new ApiContract(base, text, new ContractReader(document).operations());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the API contract " + file.toAbsolutePath(), unreadable);
        }
    }

    /** The file as it is. */
    public String text() {
        return text;
    }

    /** The path under which all operations live, such as {@code /api/v1}. */
    public String basePath() {
        return basePath;
    }

    /** Operation ids with method and full path, such as {@code GET /api/v1/devices}. */
    public Map<String, String> operationPaths() {
        Map<String, String> paths = new java.util.TreeMap<>();
        operations.forEach(each -> paths.put(
                each.id(), each.method() + " " + basePath + each.path().text()));
        return paths;
    }

    /** The methods that a path answers, empty when the contract does not know the path. */
    public List<String> methods(String path) {
        List<String> segments = segments(path);
        TreeSet<String> methods = new TreeSet<>();
        operations.stream().filter(each -> each.path().fits(segments)).forEach(each -> methods.add(each.method()));
        return List.copyOf(methods);
    }

    Optional<ApiOperation> find(String method, String path) {
        List<String> segments = segments(path);
        return operations.stream()
                .filter(each -> each.method().equals(method) && each.path().fits(segments))
                .max(Comparator.comparingInt(each -> each.path().fixedSegments()));
    }

    Map<String, String> pathValues(ApiOperation operation, String path) {
        return operation.path().values(segments(path));
    }

    /** What follows the base path; nothing fits a path elsewhere. */
    private List<String> segments(String path) {
        return path.startsWith(basePath + "/") ? PathTemplate.split(path.substring(basePath.length())) : List.of();
    }
}

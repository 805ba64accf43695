package hub.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Contracts: schemas that are JSON, an OpenAPI file that is one, and a route for each of its operations. */
final class ContractsCheck implements CheckPart {

    private final Path folder;
    private final RouteFolder routes;
    private final List<FileProblem> problems = new ArrayList<>();

    ContractsCheck(Path folder, RouteFolder routes) {
        this.folder = folder;
        this.routes = routes;
    }

    @Override
    public String name() {
        return "contracts";
    }

    @Override
    public Result run() {
        List<Path> schemas = new TextFiles(folder).named(".schema.json");
        List<Path> apis = new TextFiles(folder).named(".openapi.yaml");
        schemas.forEach(this::schema);
        apis.forEach(this::api);
        return new Result(schemas.size() + apis.size(), 0, problems);
    }

    private void schema(Path file) {
        try {
            new ObjectMapper().readTree(TextFiles.read(file));
        } catch (JsonProcessingException broken) {
            add(file, broken.getLocation().getLineNr(), "not valid JSON: " + broken.getOriginalMessage());
        }
    }

    private void api(Path file) {
        String text = TextFiles.read(file);
        try {
            YamlText yaml = YamlText.read(text);
            operations(file, yaml);
        } catch (YamlText.Malformed malformed) {
            add(file, malformed.line(), malformed.getMessage());
            return;
        }
        List<String> messages = new OpenAPIV3Parser().readContents(text).getMessages();
        if (messages != null) {
            messages.forEach(message -> add(file, 0, message));
        }
    }

    private void operations(Path file, YamlText yaml) {
        Set<String> names =
                routes.files().values().stream().map(RouteFile::name).collect(Collectors.toSet());
        Map<String, String> seen = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : yaml.root().path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                JsonNode operation = method.getValue().path("operationId");
                String pointer = "/paths" + YamlText.step(path.getKey()) + YamlText.step(method.getKey());
                if (operation.isMissingNode()) {
                    continue;
                }
                String id = operation.asText();
                if (seen.put(id, pointer) != null) {
                    add(file, yaml.line(pointer + "/operationId"), "the operationId '" + id + "' is used twice");
                }
                if (!names.contains(id)) {
                    add(
                            file,
                            yaml.line(pointer + "/operationId"),
                            "no route answers '" + id + "'; add routes/serve/" + id + RouteFile.SUFFIX);
                }
            }
        }
    }

    private void add(Path file, int line, String message) {
        problems.add(FileProblem.error("yaml-dsl/contracts/" + file.getFileName(), line, message));
    }
}

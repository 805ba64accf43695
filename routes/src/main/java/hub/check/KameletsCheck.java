package hub.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kamelets: names, a description for those who use them, declared parameters, and templates Camel accepts. */
final class KameletsCheck implements CheckPart {

    private static final String SUFFIX = ".kamelet.yaml";
    private static final Pattern NAME = Pattern.compile(".+-(source|sink|action)");
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{\\??([\\w-]+)(:[^}]*)?}}");

    private final Path home;
    private final Surroundings surroundings;

    KameletsCheck(Path home, Surroundings surroundings) {
        this.home = home;
        this.surroundings = surroundings;
    }

    @Override
    public String name() {
        return "kamelets";
    }

    @Override
    public Result run() {
        List<Path> files = new TextFiles(home.resolve("yaml-dsl/kamelets")).named(SUFFIX);
        List<FileProblem> problems = new ArrayList<>();
        files.forEach(file -> problems.addAll(problems(file)));
        return new Result(files.size(), 0, problems);
    }

    private List<FileProblem> problems(Path path) {
        String shown = home.relativize(path).toString().replace('\\', '/');
        YamlText yaml;
        try {
            yaml = YamlText.read(TextFiles.read(path));
        } catch (YamlText.Malformed malformed) {
            return List.of(FileProblem.error(shown, malformed.line(), malformed.getMessage()));
        }
        List<FileProblem> problems = new ArrayList<>();
        String name = path.getFileName().toString().replace(SUFFIX, "");
        JsonNode root = yaml.root();
        if (!root.at("/metadata/name").asText().equals(name)) {
            problems.add(FileProblem.error(
                    shown, yaml.line("/metadata/name"), "metadata.name must be the file's name, '" + name + "'"));
        }
        if (!NAME.matcher(name).matches()) {
            problems.add(FileProblem.error(shown, 1, "the name must end in -source, -sink or -action"));
        }
        for (String field : List.of("title", "description")) {
            if (root.at("/spec/definition/" + field).asText().isBlank()) {
                problems.add(FileProblem.error(
                        shown, yaml.line("/spec/definition"), "has no " + field + "; users see nothing else of it"));
            }
        }
        problems.addAll(undeclared(shown, yaml));
        refusal(path).ifPresent(message -> problems.add(FileProblem.error(shown, 0, message)));
        return problems;
    }

    private List<FileProblem> undeclared(String shown, YamlText yaml) {
        List<FileProblem> problems = new ArrayList<>();
        Set<String> declared = new TreeSet<>();
        yaml.root().at("/spec/definition/properties").fieldNames().forEachRemaining(declared::add);
        YamlText.walk(yaml.root().at("/spec/template"), "/spec/template", (pointer, value) -> {
            Matcher parameter = PARAMETER.matcher(value.isTextual() ? value.asText() : "");
            while (parameter.find()) {
                if (!declared.contains(parameter.group(1))) {
                    String message = "{{" + parameter.group(1) + "}} is not declared in spec.definition.properties";
                    problems.add(FileProblem.error(shown, yaml.line(pointer), message));
                }
            }
        });
        return problems;
    }

    private Optional<String> refusal(Path path) {
        try (ScratchContext scratch = new ScratchContext(surroundings, SilentEndpoint::inPlaceOf)) {
            scratch.load(path.getFileName().toString(), TextFiles.read(path));
            scratch.build();
            return Optional.empty();
        } catch (Exception refused) {
            return Optional.of("Camel refuses it: " + refused.getMessage());
        }
    }
}

package hub.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The schema of Camel's YAML language, as it lies in Camel's own jar: finds a typo before anything is loaded. */
final class CamelSchema {

    private static final String RESOURCE = "schema/camelYamlDsl.json";
    private static final Set<String> CHOICES = Set.of("oneOf", "anyOf");

    private final JsonNode source;
    private static final Pattern SETTING = Pattern.compile("\\{\\{[a-z][a-z0-9.-]*}}");

    private final JsonSchema schema;

    /** Made once: the schema is large, and it never changes while the program runs. */
    private static final class Shared {
        private static final CamelSchema SCHEMA = new CamelSchema();
    }

    static CamelSchema shared() {
        return Shared.SCHEMA;
    }

    private CamelSchema() {
        try (InputStream stream = CamelSchema.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path; add camel-yaml-dsl");
            }
            source = new ObjectMapper().readTree(stream);
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read " + RESOURCE, problem);
        }
        schema = compile(source);
    }

    private static JsonSchema compile(JsonNode source) {
        JsonMetaSchema words = JsonMetaSchema.builder(JsonMetaSchema.getV4())
                .keyword(new NonValidationKeyword("deprecated"))
                .build();
        JsonSchemaFactory factory = JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4))
                .metaSchema(words)
                .build();
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .preloadJsonSchema(false)
                .cacheRefs(false)
                .build();
        return factory.getSchema(source, config);
    }

    /** All the places where the file departs from Camel's YAML language, with advice. */
    List<FileProblem> problems(RouteFile file) {
        List<ValidationMessage> messages = schema.validate(file.yaml().root()).stream()
                .filter(message -> !isSetting(message, file))
                .toList();
        Set<FileProblem> problems = new TreeSet<>();
        for (ValidationMessage message : messages) {
            if (!isEcho(message, messages)) {
                String pointer = message.getInstanceLocation().toString();
                problems.add(file.error(place(message, file.yaml()), text(message) + " (at " + pointer + ")"));
            }
        }
        return List.copyOf(problems);
    }

    /** Where Camel wants a number or a truth, a setting may stand for it. */
    private static boolean isSetting(ValidationMessage message, RouteFile file) {
        String pointer = message.getInstanceLocation().toString();
        return message.getType().equals("type")
                && SETTING.matcher(file.yaml().root().at(pointer).asText()).matches();
    }

    /** A failed choice is reported once for the choice and once for each branch; only the telling ones are kept. */
    private static boolean isEcho(ValidationMessage message, Collection<ValidationMessage> all) {
        boolean choice = CHOICES.contains(message.getType());
        boolean branch = message.getType().equals("type")
                && message.getEvaluationPath().toString().contains("Of/");
        String pointer = message.getInstanceLocation().toString();
        return (choice || branch)
                && all.stream()
                        .anyMatch(other -> other != message
                                && !CHOICES.contains(other.getType())
                                && (choice
                                        || !other.getType().equals("type")
                                        || other.getInstanceLocation()
                                                        .toString()
                                                        .length()
                                                > pointer.length())
                                && other.getInstanceLocation().toString().startsWith(pointer));
    }

    private static String place(ValidationMessage message, YamlText yaml) {
        String pointer = message.getInstanceLocation().toString();
        if (message.getProperty() == null) {
            return pointer;
        }
        String property = pointer + YamlText.step(message.getProperty());
        return yaml.lines().containsKey(property) ? property : pointer;
    }

    private String text(ValidationMessage message) {
        if (message.getType().equals("additionalProperties") && message.getProperty() != null) {
            return unknownName(message);
        }
        String text = message.getMessage();
        String pointer = message.getInstanceLocation().toString() + ": ";
        return text.startsWith(pointer) ? text.substring(pointer.length()) : text;
    }

    private String unknownName(ValidationMessage message) {
        List<String> known = new ArrayList<>();
        String rule = message.getSchemaLocation().getFragment().toString();
        source.at(rule.substring(0, Math.max(0, rule.lastIndexOf('/'))))
                .path("properties")
                .fieldNames()
                .forEachRemaining(known::add);
        String advice = Spelling.nearest(message.getProperty(), known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElseGet(() -> known.isEmpty()
                        ? ""
                        : "; known here: " + known.stream().sorted().limit(40).collect(Collectors.joining(", ")));
        return "'" + message.getProperty() + "' is not known here" + advice;
    }
}

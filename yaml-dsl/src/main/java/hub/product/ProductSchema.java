package hub.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Checks a file against the published schema, so that the editor's red lines and the hub's problems are the same. */
final class ProductSchema {

    private final JsonSchema schema;

    private ProductSchema(JsonSchema schema) {
        this.schema = schema;
    }

    static ProductSchema load(String name) {
        try (InputStream text = ProductSchema.class.getResourceAsStream("/hub/contracts/" + name)) {
            SchemaValidatorsConfig settings = SchemaValidatorsConfig.builder()
                    .pathType(PathType.JSON_PATH)
                    .locale(java.util.Locale.ENGLISH)
                    .build();
            return new ProductSchema(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(text, settings));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the schema " + name + " is missing from the program", unreadable);
        }
    }

    void check(SpecNode file) {
        if (file.json().isMissingNode()) {
            return;
        }
        for (ValidationMessage message : schema.validate(file.json())) {
            report(file, message);
        }
    }

    private void report(SpecNode file, ValidationMessage message) {
        String path = plainPath(message.getInstanceLocation().toString());
        SpecNode place = file.at(path);
        switch (message.getType()) {
            case "additionalProperties" ->
                place.get(message.getProperty())
                        .problem("unknown key; " + Spelling.advice(message.getProperty(), knownKeys(message)));
            case "required" -> place.problem("'" + message.getProperty() + "' is missing; add it");
            case "enum" -> place.problem("must be one of " + words(message) + ", found " + found(message));
            case "type" ->
                place.problem("must be "
                        + message.getSchemaNode().toString().replace('"', ' ').trim() + ", found " + found(message));
            case "pattern" -> place.problem(expected(message.getSchemaNode().asText()) + ", found " + found(message));
            default -> place.problem(message.getMessage().replaceFirst("^\\$[^:]*: ", ""));
        }
    }

    /** A pattern that only lists words is shown as that list. */
    private static String expected(String pattern) {
        return pattern.matches("\\^\\([a-z|]+\\)\\$")
                ? "must be one of " + pattern.replaceAll("[\\^()$]", "").replace("|", ", ")
                : "must be written as " + pattern;
    }

    private static String words(ValidationMessage message) {
        List<String> words = new ArrayList<>();
        message.getSchemaNode().forEach(word -> words.add(word.asText()));
        return String.join(", ", words);
    }

    private static String found(ValidationMessage message) {
        JsonNode node = message.getInstanceNode();
        String text = node == null ? "nothing" : node.toString();
        return text.length() <= 40 ? text : text.substring(0, 37) + "...";
    }

    private List<String> knownKeys(ValidationMessage message) {
        String keyword = message.getSchemaLocation().getFragment().toString();
        JsonNode owner = schema.getSchemaNode().at(keyword.substring(0, keyword.lastIndexOf('/')) + "/properties");
        List<String> keys = new ArrayList<>();
        owner.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** {@code $.hex.seq[2]['switch-on']} as {@code hex.seq[2].switch-on}. */
    private static String plainPath(String path) {
        return path.replaceFirst("^\\$\\.?", "")
                .replaceAll("\\['([^']*)']", ".$1")
                .replaceFirst("^\\.", "");
    }
}

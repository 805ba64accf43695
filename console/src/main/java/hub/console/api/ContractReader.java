package hub.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import hub.console.api.ApiOperation.ApiParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns an OpenAPI 3.0 document into operations; references within the document are followed, other files are not. */
final class ContractReader {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head");

    private final JsonNode document;
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);

    ContractReader(JsonNode document) {
        this.document = document;
    }

    List<ApiOperation> operations() {
        List<ApiOperation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .map(entry -> operation(path.getKey(), path.getValue(), entry.getKey(), entry.getValue()))
                        .forEach(operations::add));
        return List.copyOf(operations);
    }

    private ApiOperation operation(String path, JsonNode pathItem, String method, JsonNode operation) {
        Map<String, ApiParameter> inPath = new LinkedHashMap<>();
        Map<String, ApiParameter> inQuery = new LinkedHashMap<>();
        for (JsonNode list : List.of(pathItem.path("parameters"), operation.path("parameters"))) {
            for (JsonNode reference : list) {
                JsonNode parameter = resolve(reference);
                Map<String, ApiParameter> target = parameter.path("in").asText().equals("path") ? inPath : inQuery;
                target.put(parameter.path("name").asText(), parameter(parameter));
            }
        }
        JsonNode body = resolve(operation.path("requestBody"));
        JsonNode bodySchema = body.path("content").path("application/json").path("schema");
        return new ApiOperation(
                operation.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                PathTemplate.of(path),
                inPath,
                inQuery,
                bodySchema.isMissingNode() ? Optional.empty() : Optional.of(schema(bodySchema)),
                body.path("required").asBoolean(),
                body.path("content").has("application/octet-stream"));
    }

    private ApiParameter parameter(JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        return new ApiParameter(
                schema.path("type").asText("string"), parameter.path("required").asBoolean(), schema(schema));
    }

    private JsonSchema schema(JsonNode resolved) {
        return schemas.getSchema(resolved);
    }

    /** The node with every reference in it replaced by what it refers to; the contract has no circles. */
    private JsonNode resolve(JsonNode node) {
        if (node.has("$ref")) {
            return resolve(document.at(node.get("$ref").asText().substring(1)));
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().stream()
                    .filter(entry -> !entry.getKey().equals("example"))
                    .forEach(entry -> copy.set(entry.getKey(), resolve(entry.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> copy.add(resolve(each)));
            return copy;
        }
        return node;
    }
}

package hub.console.api;

import com.networknt.schema.JsonSchema;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of the contract, ready to check requests.
 *
 * @param id the operation id, which is also the name of the route that answers
 * @param method the HTTP method
 * @param path below the base path
 * @param pathParameters schema by name
 * @param queryParameters schema by name
 * @param body the schema of the body, when it has one
 * @param bodyRequired whether it must be there
 * @param takesBytes whether the body is a file, which is kept beside and not read as JSON
 */
record ApiOperation(
        String id,
        String method,
        PathTemplate path,
        Map<String, ApiParameter> pathParameters,
        Map<String, ApiParameter> queryParameters,
        Optional<JsonSchema> body,
        boolean bodyRequired,
        boolean takesBytes) {

    /** @param type the JSON type of its values: string, integer, number or boolean */
    record ApiParameter(String type, boolean required, JsonSchema schema) {}
}

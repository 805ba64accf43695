package hub.product;

import java.util.List;
import java.util.Map;

/**
 * One example of an order: given these parameters, then those bytes or those problems.
 *
 * @param file the file it stands in
 * @param line its line
 * @param name what it shows
 * @param command the command's id
 * @param parameters as an order gives them
 * @param executionId the execution whose number the bytes carry
 * @param downlink the bytes that must come out, in hexadecimal; empty when none are stated
 * @param problems what must be wrong, in order: a part of each sentence
 */
public record CommandCase(
        String file,
        int line,
        String name,
        String command,
        Map<String, Object> parameters,
        String executionId,
        String downlink,
        List<String> problems) {}

package hub.adapters.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the person's words why DuckDB did not answer: where in the SQL, and what to do. */
final class Refusals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NOT_ENOUGH_MEMORY = Pattern.compile(
            "(?i)out of memory|bad.?alloc|could not allocate|failed to allocate|allocation failure|java heap space");
    private static final Pattern NOT_ENOUGH_DISK =
            Pattern.compile("(?i)temp_directory_size|File too large|no space left");
    private static final long MEGABYTE = 1 << 20;

    private Refusals() {}

    /** @param before how many characters the session put before the SQL */
    static SqlProblem of(Job job, SQLException failure, int before) {
        String text = String.valueOf(failure.getMessage());
        if (NOT_ENOUGH_DISK.matcher(text).find()) {
            return new SqlProblem("the query needs more disk than its " + job.spillBytes() / MEGABYTE
                    + " MB; ask for fewer devices or days, or aggregate first");
        }
        if (NOT_ENOUGH_MEMORY.matcher(text).find()) {
            return new SqlProblem("the query needs more memory than its " + job.memory() / MEGABYTE
                    + " MB; ask for fewer devices or days, or aggregate before joining and sorting");
        }
        JsonNode details = details(text);
        String message = details.path("exception_message").asText(text);
        long position = details.path("position").asLong(-1) - before;
        return SqlProblem.at(job.sql(), position, readable(message));
    }

    private static String readable(String message) {
        return message.replaceAll("\\s*\\n\\s*", " ").strip();
    }

    private static JsonNode details(String text) {
        Matcher start = Pattern.compile("\\{\"").matcher(text);
        try {
            return start.find() ? JSON.readTree(text.substring(start.start())) : JSON.createObjectNode();
        } catch (JsonProcessingException plain) {
            return JSON.createObjectNode();
        }
    }
}

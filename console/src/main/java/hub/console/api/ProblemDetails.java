package hub.console.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes every error of the API look the same: problem details of RFC 9457, as a map ready for JSON. */
public final class ProblemDetails {

    /** The media type of what this class makes. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemDetails.class);
    private static final Pattern OUTSIDE_SYSTEM_AWAY = Pattern.compile(
            "Mongo(Timeout|Socket|NotPrimary|NodeIsRecovering|ConnectionPool).*|SQLTransient.*|.*ConnectionFailed.*"
                    + "|.*CannotGetJdbcConnection.*|ConnectException|StoreAwayException");

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(503, "Service Unavailable"));

    /** A problem with one sentence that says what to do. */
    public static Map<String, Object> of(int status, String detail, String instance) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", TITLES.getOrDefault(status, "Error"));
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("instance", instance);
        return problem;
    }

    /** A problem made of several. */
    public static Map<String, Object> of(int status, List<FieldProblem> problems, String instance) {
        String detail = problems.stream()
                .map(each -> each.field().isEmpty() ? each.message() : each.field() + " " + each.message())
                .reduce((first, second) -> first + "; " + second)
                .orElse("");
        Map<String, Object> problem = of(status, detail, instance);
        problem.put("problems", problems);
        return problem;
    }

    /**
     * The answer to a failed route, called from YAML. The verbs speak through the exceptions of the Java library:
     * {@link NoSuchElementException} is 404, {@link IllegalArgumentException} 400, {@link IllegalStateException} 409,
     * {@link SecurityException} 403, {@link RejectedExecutionException} 429, {@link UnsupportedOperationException} 501. A store that is away is 503; anything else
     * is 500 and goes to the log under the id that the caller is told.
     */
    public Map<String, Object> answer(Throwable failure, String instance) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            int status = status(each);
            if (status == 503) {
                LOG.warn("{} failed because an outside system is away: {}", instance, each.toString());
                return of(503, "A store behind the hub does not answer; nothing is lost, try again shortly.", instance);
            }
            if (status > 0) {
                return of(status, message(each), instance);
            }
        }
        String id = UUID.randomUUID().toString();
        LOG.error("{} failed, error id {}", instance, id, failure);
        return of(500, "The hub failed; its log says more under the id " + id + ".", instance);
    }

    private static int status(Throwable failure) {
        if (failure instanceof NoSuchElementException) {
            return 404;
        }
        if (failure instanceof IllegalArgumentException || failure instanceof java.time.DateTimeException) {
            return failure.getClass().getName().startsWith("java.") ? 400 : 0;
        }
        if (failure instanceof SecurityException) {
            return 403;
        }
        if (failure instanceof UnsupportedOperationException) {
            return 501;
        }
        if (failure.getClass() == IllegalStateException.class) {
            return 409;
        }
        if (failure instanceof RejectedExecutionException) {
            return 429;
        }
        return OUTSIDE_SYSTEM_AWAY.matcher(failure.getClass().getSimpleName()).matches() ? 503 : 0;
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}

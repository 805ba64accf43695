package hub.adapters.firmware;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request's topic {@code $aws/things/{thing}/jobs/...}.
 *
 * @param thing the device
 * @param jobId the job, {@code $next}, or empty
 * @param operation {@code get}, {@code start-next} or {@code update}
 */
record JobTopic(String thing, String jobId, String operation) {

    static final String NEXT = "$next";

    private static final Pattern GRAMMAR =
            Pattern.compile("\\$aws/things/([^/]+)/jobs/(?:(start-next|get)|([^/]+)/(get|update))");
    private static final Pattern JOB_ID = Pattern.compile("\\$next|[a-zA-Z0-9_-]{1,64}");

    static Optional<JobTopic> parse(String topic) {
        Matcher matcher = GRAMMAR.matcher(topic);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                matcher.group(2) != null
                        ? new JobTopic(matcher.group(1), "", matcher.group(2))
                        : new JobTopic(matcher.group(1), matcher.group(3), matcher.group(4)));
    }

    /** Whether the job's id can be one. */
    boolean hasValidJob() {
        return jobId.isEmpty() || JOB_ID.matcher(jobId).matches();
    }
}

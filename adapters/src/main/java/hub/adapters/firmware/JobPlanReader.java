package hub.adapters.firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import hub.adapters.firmware.JobPlan.OnFailure;
import hub.adapters.firmware.JobSchedule.EndBehavior;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a job's plan from the JSON people send and the hub keeps; what is absent has its usual value. */
final class JobPlanReader {

    private static final int WEEK_MINUTES = 7 * 24 * 60;
    private static final int MOST_RETRIES = 10;
    private static final int USUAL_SUCCESS = 90;
    private static final int USUAL_MINIMUM = 10;

    private JobPlanReader() {}

    /** @throws IllegalArgumentException when a value is beyond what AWS IoT Jobs allows */
    static JobPlan read(JsonNode plan) {
        double success = plan.path("successThreshold").asDouble(USUAL_SUCCESS);
        require(success >= 0 && success <= 100, "successThreshold must be 0 to 100");
        return new JobPlan(
                waves(plan.path("waves")),
                success,
                OnFailure.valueOf(plan.path("onFailure").asText("ROLLBACK")),
                abort(plan.path("abort"), success),
                retries(plan.path("retries")),
                rate(plan.path("rollout")),
                schedule(plan.path("schedule")),
                minutes(plan, "inProgressTimeoutInMinutes", 60),
                minutes(plan, "queueTimeoutInMinutes", 24 * 60),
                plan.path("targetSelection").asText("SNAPSHOT").equals("CONTINUOUS"));
    }

    /** What must also hold when the plan is new: the end lies far enough ahead. */
    static void checkSchedule(JobSchedule schedule, Instant now) {
        schedule.end().ifPresent(end -> {
            Instant start = schedule.start().filter(now::isBefore).orElse(now);
            Duration length = Duration.between(start, end);
            require(
                    length.compareTo(Duration.ofMinutes(30)) >= 0 && length.compareTo(Duration.ofDays(731)) <= 0,
                    "schedule.endTime must be 30 minutes to 2 years after the start");
        });
    }

    private static Waves waves(JsonNode percents) {
        if (!percents.isArray()) {
            return Waves.USUAL;
        }
        List<Integer> numbers = new ArrayList<>();
        percents.forEach(each -> numbers.add(each.asInt()));
        return new Waves(numbers);
    }

    private static List<AbortCriterion> abort(JsonNode criteria, double success) {
        if (!criteria.isArray()) {
            return success == 0
                    ? List.of()
                    : List.of(new AbortCriterion(FailureType.ALL, USUAL_MINIMUM, Math.max(1, 100 - success)));
        }
        List<AbortCriterion> read = new ArrayList<>();
        for (JsonNode each : criteria) {
            int minimum = each.path("minNumberOfExecutedThings").asInt(1);
            double threshold = each.path("thresholdPercentage").asDouble(100);
            require(minimum >= 1, "abort.minNumberOfExecutedThings must be at least 1");
            require(threshold > 0 && threshold <= 100, "abort.thresholdPercentage must be above 0 and at most 100");
            read.add(new AbortCriterion(failure(each), minimum, threshold));
        }
        return List.copyOf(read);
    }

    private static List<RetryRule> retries(JsonNode rules) {
        List<RetryRule> read = new ArrayList<>();
        int total = 0;
        for (JsonNode each : rules) {
            FailureType failure = failure(each);
            int number = each.path("numberOfRetries").asInt();
            require(failure != FailureType.REJECTED, "retries.failureType must be FAILED, TIMED_OUT or ALL");
            require(number >= 0, "retries.numberOfRetries must not be negative");
            total += number;
            read.add(new RetryRule(failure, number));
        }
        require(total <= MOST_RETRIES, "retries may add up to " + MOST_RETRIES + " for each device, got " + total);
        return List.copyOf(read);
    }

    private static FailureType failure(JsonNode rule) {
        return FailureType.valueOf(rule.path("failureType").asText("ALL"));
    }

    private static RolloutRate rate(JsonNode rollout) {
        int most = perMinute(rollout, "maximumPerMinute", RolloutRate.FASTEST);
        JsonNode growing = rollout.path("exponentialRate");
        if (growing.isMissingNode()) {
            return RolloutRate.constant(most);
        }
        JsonNode step = growing.path("rateIncreaseCriteria");
        boolean bySucceeded = step.has("numberOfSucceededThings");
        double factor = growing.path("incrementFactor").asDouble(2);
        int number = step.path(bySucceeded ? "numberOfSucceededThings" : "numberOfNotifiedThings")
                .asInt();
        require(factor > 1 && factor <= 5, "rollout.incrementFactor must be above 1 and at most 5");
        require(number >= 1, "rollout.rateIncreaseCriteria needs numberOfNotifiedThings or numberOfSucceededThings");
        return new RolloutRate(perMinute(growing, "baseRatePerMinute", 50), factor, number, bySucceeded, most);
    }

    private static int perMinute(JsonNode rollout, String name, int usual) {
        int number = rollout.path(name).asInt(usual);
        require(number >= 1 && number <= RolloutRate.FASTEST, "rollout." + name + " must be 1 to 1000");
        return number;
    }

    private static JobSchedule schedule(JsonNode schedule) {
        if (schedule instanceof MissingNode) {
            return JobSchedule.ALWAYS;
        }
        List<MaintenanceWindow> windows = new ArrayList<>();
        for (JsonNode each : schedule.path("maintenanceWindows")) {
            int minutes = each.path("durationInMinutes").asInt();
            require(minutes >= 1 && minutes <= 1430, "maintenanceWindows.durationInMinutes must be 1 to 1430");
            windows.add(
                    new MaintenanceWindow(new CronTime(each.path("startTime").asText()), minutes));
        }
        return new JobSchedule(
                time(schedule.path("startTime")),
                time(schedule.path("endTime")),
                EndBehavior.valueOf(schedule.path("endBehavior").asText("STOP_ROLLOUT")),
                List.copyOf(windows));
    }

    private static Optional<Instant> time(JsonNode time) {
        return time.isTextual() ? Optional.of(Instant.parse(time.asText())) : Optional.empty();
    }

    private static Duration minutes(JsonNode plan, String name, int usual) {
        int minutes = plan.path(name).asInt(usual);
        require(minutes >= 1 && minutes <= WEEK_MINUTES, name + " must be 1 to " + WEEK_MINUTES);
        return Duration.ofMinutes(minutes);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}

package hub.watch;

import hub.adapters.recover.DeadLetterFilter;
import hub.adapters.recover.DeadLetterGroup;
import hub.adapters.recover.DeadLetterStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how messages flow through the stages of the house, from counters that are kept anyway. */
public final class FlowDesk {

    private static final Logger LOG = LoggerFactory.getLogger(FlowDesk.class);

    /** Thirteen samples, five seconds apart, span a minute. */
    private static final int SAMPLES = 13;

    private final RouteCounts routes;
    private final MeterRegistry meters;
    private final DeadLetterStore letters;
    private final Clock clock;
    private final ArrayDeque<FlowSample> samples = new ArrayDeque<>();

    public FlowDesk(CamelContext camel, MeterRegistry meters, DeadLetterStore letters, Clock clock) {
        this.routes = new RouteCounts(camel);
        this.meters = meters;
        this.letters = letters;
        this.clock = clock;
    }

    /** Remembers the counters; called every five seconds. */
    public void sample() {
        FlowSample now = sample(routes.now());
        synchronized (samples) {
            samples.addLast(now);
            if (samples.size() > SAMPLES) {
                samples.removeFirst();
            }
        }
    }

    /**
     * Every stage with rate, failures, work in flight, lag and last error; and the routes of one of them.
     *
     * @param stage whose routes are wanted, or null
     */
    public Map<String, Object> flow(String stage) {
        List<RouteCount> counts = routes.now();
        FlowSample now = sample(counts);
        FlowSample before = oldest(now);
        Map<String, DeadLetterGroup> errors = errors();
        Map<String, List<RouteCount>> byStage = counts.stream().collect(Collectors.groupingBy(RouteCount::stage));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("at", clock.instant().toString());
        answer.put("windowSeconds", Math.round(now.secondsSince(before)));
        answer.put(
                "stages",
                Stages.all(byStage.keySet()).stream()
                        .map(each -> stage(each, byStage.getOrDefault(each, List.of()), before, now, errors.get(each)))
                        .toList());
        answer.put("groups", groups());
        if (stage != null && !stage.isEmpty()) {
            answer.put(
                    "routes",
                    byStage.getOrDefault(stage, List.of()).stream()
                            .sorted(Comparator.comparing(RouteCount::id))
                            .map(each -> route(each, before, now))
                            .toList());
        }
        return answer;
    }

    private FlowSample sample(List<RouteCount> counts) {
        Map<String, Double> messages = new HashMap<>();
        Stages.counters().forEach((stage, counter) -> messages.put(stage, counted(counter)));
        return new FlowSample(
                System.nanoTime(),
                counts.stream().collect(Collectors.toMap(RouteCount::id, RouteCount::total)),
                counts.stream().collect(Collectors.toMap(RouteCount::id, RouteCount::failed)),
                messages);
    }

    private FlowSample oldest(FlowSample otherwise) {
        synchronized (samples) {
            return samples.isEmpty() ? otherwise : samples.getFirst();
        }
    }

    private double counted(String counter) {
        return meters.find(counter).meters().stream()
                .map(Meter::measure)
                .flatMap(measured -> StreamSupport.stream(measured.spliterator(), false))
                .filter(measured -> measured.getStatistic() == Statistic.COUNT)
                .mapToDouble(Measurement::getValue)
                .sum();
    }

    private static Map<String, Object> stage(
            String id, List<RouteCount> routes, FlowSample before, FlowSample now, DeadLetterGroup error) {
        Map<String, Object> shape = new LinkedHashMap<>();
        double seconds = now.secondsSince(before);
        shape.put("id", id);
        shape.put("routes", routes.size());
        shape.put(
                "stopped",
                routes.stream()
                        .filter(each -> !List.of("Started", Stages.STANDBY).contains(each.state()))
                        .count());
        shape.put("rate", round(grown(routes, before.totals(), now.totals()) / seconds));
        if (now.messages().containsKey(id)) {
            double grown = now.messages().get(id) - before.messages().getOrDefault(id, 0.0);
            shape.put("messages", round(Math.max(0, grown) / seconds));
        }
        shape.put("failures", grown(routes, before.failures(), now.failures()));
        shape.put("failed", routes.stream().mapToLong(RouteCount::failed).sum());
        shape.put("inflight", routes.stream().mapToLong(RouteCount::inflight).sum());
        if (error != null) {
            shape.put("lastError", error(error));
        }
        shape.put("next", Stages.next(id));
        return shape;
    }

    private static long grown(List<RouteCount> routes, Map<String, Long> before, Map<String, Long> now) {
        return routes.stream()
                .mapToLong(each -> FlowSample.grown(before, now, each.id()))
                .sum();
    }

    private static Map<String, Object> route(RouteCount route, FlowSample before, FlowSample now) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", route.id());
        shape.put("description", route.description());
        shape.put("state", route.state());
        shape.put(
                "rate", round(FlowSample.grown(before.totals(), now.totals(), route.id()) / now.secondsSince(before)));
        shape.put("failures", FlowSample.grown(before.failures(), now.failures(), route.id()));
        shape.put("failed", route.failed());
        shape.put("inflight", route.inflight());
        shape.put("meanMillis", route.meanMillis());
        if (route.failedAt() > 0) {
            shape.put("failedAt", Instant.ofEpochMilli(route.failedAt()).toString());
        }
        return shape;
    }

    /** The newest open dead letter's kind by stage; none while the warm store is away, when the map is needed most. */
    private Map<String, DeadLetterGroup> errors() {
        Map<String, DeadLetterGroup> newest = new HashMap<>();
        for (DeadLetterGroup group : groupsOrNone()) {
            newest.merge(group.stage(), group, (one, other) -> one.lastAt().isAfter(other.lastAt()) ? one : other);
        }
        return newest;
    }

    private List<DeadLetterGroup> groupsOrNone() {
        try {
            return letters.groups(DeadLetterFilter.ALL);
        } catch (SQLException away) {
            LOG.debug("the flow map shows no errors: {}", away.toString());
            return List.of();
        }
    }

    private static Map<String, Object> error(DeadLetterGroup group) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("at", group.lastAt().toString());
        shape.put("reason", group.reason());
        shape.put("route", group.route());
        shape.put("problem", group.problem());
        shape.put("deadLetter", group.newest());
        return shape;
    }

    /** How far each group of the stream's readers is behind, in records. */
    private List<Map<String, Object>> groups() {
        Map<String, Double> lags = new TreeMap<>();
        for (Gauge gauge : meters.find("hub.stream.lag").gauges()) {
            lags.merge(String.valueOf(gauge.getId().getTag("group")), gauge.value(), Double::sum);
        }
        List<Map<String, Object>> groups = new ArrayList<>();
        lags.forEach((group, lag) -> groups.add(Map.of("group", group, "lag", Math.round(lag))));
        return groups;
    }

    private static double round(double rate) {
        return Math.round(rate * 100) / 100.0;
    }
}

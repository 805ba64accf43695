package hub.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultExchange;

/**
 * Plays the cases beside a route file: the route alone, with its error handling, in a scratch context in which every
 * other endpoint and bean is played by the answers the case states. Nothing is opened and nothing else runs.
 */
public final class RouteCases {

    private final Surroundings surroundings;
    private final CaseBeans present;

    /**
     * Prepares to play.
     *
     * @param surroundings the settings, and the types of beans
     * @param present the beans that are there in person
     */
    public RouteCases(Surroundings surroundings, CaseBeans present) {
        this.surroundings = surroundings;
        this.present = present;
    }

    /**
     * How the cases of one file came out.
     *
     * @param count how many were played
     * @param problems one for each difference or unreadable case
     */
    public record Result(int count, List<FileProblem> problems) {}

    /**
     * Plays the cases of one route.
     *
     * @param route the route's file
     * @param files all route files; those with error handling, and those the cases play {@code with}, take part
     * @param text the text of {@code <route>.cases.yaml}
     */
    public Result play(RouteFile route, Collection<RouteFile> files, String text) {
        String shown = route.shown().replace(RouteFile.SUFFIX, RouteCaseFile.SUFFIX);
        RouteCaseFile cases = RouteCaseFile.read(shown, text);
        List<FileProblem> problems = new ArrayList<>(cases.problems());
        Set<String> names = files.stream().map(RouteFile::name).collect(Collectors.toSet());
        cases.with().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> problems.add(FileProblem.error(shown, 1, "'with' names no route: " + name)));
        List<RouteFile> cast = cast(route, files, cases.with());
        for (RouteCase one : cases.cases()) {
            for (String difference : differences(route, cast, one)) {
                problems.add(FileProblem.error(shown, one.line(), "case '" + one.name() + "': " + difference));
            }
        }
        return new Result(cases.cases().size(), problems);
    }

    /** The route, the routes it is played with, and before them what they are built from. */
    private static List<RouteFile> cast(RouteFile route, Collection<RouteFile> files, List<String> with) {
        List<RouteFile> players = new ArrayList<>(List.of(route));
        files.stream()
                .filter(file -> with.contains(file.name()) && !file.path().equals(route.path()))
                .forEach(players::add);
        List<RouteFile> cast = new ArrayList<>(files.stream()
                .filter(file -> players.stream().anyMatch(player -> player.isBuiltFrom(file)))
                .toList());
        cast.addAll(players);
        return cast;
    }

    private List<String> differences(RouteFile route, List<RouteFile> cast, RouteCase one) {
        CaseScript script = new CaseScript(one.answers());
        try (ScratchContext stage = ScratchContext.stage(
                surroundings, new CasePartners(script, surroundings.beans(), present.beans()), present.beans())) {
            for (RouteFile file : cast) {
                stage.load(file.path(), file.text());
            }
            stage.camel().start();
            Exchange exchange = exchange(stage, one.given());
            Route played = stage.camel().getRoute(route.name());
            if (played == null) {
                return List.of("the file holds no route '" + route.name() + "'");
            }
            played.getConsumer().getProcessor().process(exchange);
            return compare(one, exchange, script);
        } catch (Exception | LinkageError failed) {
            return List.of("could not be played: "
                    + RouteFailure.of(route, failed).problems().get(0).message());
        }
    }

    private static Exchange exchange(ScratchContext stage, JsonNode given) {
        Exchange exchange = new DefaultExchange(stage.camel());
        given.path("headers")
                .properties()
                .forEach(header ->
                        exchange.getMessage().setHeader(header.getKey(), CaseValues.plain(header.getValue())));
        given.path("properties")
                .properties()
                .forEach(property -> exchange.setProperty(property.getKey(), CaseValues.plain(property.getValue())));
        if (given.has("frames")) {
            exchange.getMessage().setBody(CaseValues.frames(given.path("frames")));
        } else if (given.has("telemetry")) {
            exchange.getMessage().setBody(CaseValues.telemetry(given.path("telemetry")));
        } else {
            exchange.getMessage().setBody(CaseValues.plain(given.path("body")));
        }
        return exchange;
    }

    private static List<String> compare(RouteCase one, Exchange exchange, CaseScript script) {
        JsonNode expect = one.expect();
        List<String> differences =
                new ArrayList<>(script.missing().isEmpty() ? failure(expect.path("fails"), exchange) : List.of());
        if (expect.has("body")) {
            JsonNode body = CaseValues.tree(exchange.getMessage().getBody());
            differences.addAll(CaseDifference.between("body", expect.path("body"), body));
        }
        JsonNode headers = CaseValues.tree(exchange.getMessage().getHeaders());
        expect.path("headers")
                .properties()
                .forEach(header -> differences.addAll(CaseDifference.between(
                        "header " + header.getKey(), header.getValue(), headers.path(header.getKey()))));
        for (Map.Entry<String, JsonNode> target : expect.path("sent").properties()) {
            differences.addAll(sent(target.getKey(), target.getValue(), script));
        }
        script.missing().forEach(call -> differences.add("say under 'answers' what '" + call + "' answers"));
        script.unused().forEach(name -> differences.add("nothing asked '" + name + "', which has an answer"));
        return differences;
    }

    private static List<String> failure(JsonNode expected, Exchange exchange) {
        String thrown =
                exchange.getException() == null ? "" : exchange.getException().toString();
        if (expected.isMissingNode()) {
            return thrown.isEmpty() ? List.of() : List.of("failed: " + thrown);
        }
        return !thrown.isEmpty() && thrown.contains(expected.asText())
                ? List.of()
                : List.of(thrown.isEmpty() ? "did not fail" : "failed with " + thrown);
    }

    /** A number states how many messages, a list states each of them, as a body or as {@code body} and {@code headers}. */
    private static List<String> sent(String target, JsonNode expected, CaseScript script) {
        List<CaseScript.Sent> messages =
                script.sent().stream().filter(sent -> sent.goesTo(target)).toList();
        int count = expected.isIntegralNumber() ? expected.asInt() : expected.size();
        if (messages.size() != count) {
            String others = script.sent().stream()
                    .map(CaseScript.Sent::target)
                    .collect(Collectors.toCollection(TreeSet::new))
                    .toString();
            return List.of(target + " got " + messages.size() + " messages, expected " + count + "; sent to " + others);
        }
        List<String> differences = new ArrayList<>();
        for (int index = 0; expected.isArray() && index < count; index++) {
            String place = target + " message " + (index + 1);
            JsonNode one = expected.get(index);
            boolean parts = one.isObject() && (one.has("body") || one.has("headers"));
            differences.addAll(
                    parts
                            ? CaseDifference.between(place, one, message(messages.get(index)))
                            : CaseDifference.between(
                                    place, one, messages.get(index).body()));
        }
        return differences;
    }

    private static JsonNode message(CaseScript.Sent sent) {
        return CaseValues.tree(Map.of("body", sent.body(), "headers", sent.headers()));
    }
}

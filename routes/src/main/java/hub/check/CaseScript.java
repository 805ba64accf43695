package hub.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** What everything around a route answers in one case, and what the route sent to it. */
final class CaseScript {

    private final JsonNode answers;
    private final Map<String, Integer> asked = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Set<String> used = new TreeSet<>();
    private final Set<String> missing = new TreeSet<>();

    CaseScript(JsonNode answers) {
        this.answers = answers;
    }

    /** A message that left the route. */
    record Sent(String target, JsonNode body, JsonNode headers) {

        /** Whether a name in a case means this target: the whole, the scheme alone, or the part before the options. */
        boolean goesTo(String name) {
            return CaseScript.means(name, target);
        }
    }

    List<Sent> sent() {
        return sent;
    }

    /** The names under which answers are stated but nothing asked. */
    Set<String> unused() {
        Set<String> names = new TreeSet<>();
        answers.fieldNames().forEachRemaining(names::add);
        names.removeAll(used);
        return names;
    }

    /** Takes down what was sent and plays the answer; without one the message goes on as it is. */
    void play(String target, Exchange exchange) throws Exception {
        sent.add(new Sent(
                target,
                CaseValues.tree(exchange.getMessage().getBody()),
                CaseValues.tree(exchange.getMessage().getHeaders())));
        Optional<JsonNode> answer = answer(target);
        if (answer.isPresent()) {
            failIfStated(answer.get());
            if (answer.get().isObject() && answer.get().has("body")) {
                answer.get()
                        .path("headers")
                        .properties()
                        .forEach(header ->
                                exchange.getMessage().setHeader(header.getKey(), CaseValues.plain(header.getValue())));
                exchange.getMessage().setBody(CaseValues.plain(answer.get().path("body")));
            } else {
                exchange.getMessage().setBody(CaseValues.plain(answer.get()));
            }
        }
    }

    /**
     * What a bean answers; an answer has to be stated, for nobody can guess it, unless the bean only listens.
     *
     * @param listens whether the method returns nothing
     */
    Optional<Object> call(String call, boolean listens, Function<JsonNode, Object> asResult) throws Exception {
        Optional<JsonNode> answer = answer(call);
        if (answer.isEmpty() && !listens) {
            missing.add(call);
            throw new IllegalStateException("say under 'answers' what '" + call + "' answers");
        }
        if (answer.isPresent()) {
            failIfStated(answer.get());
        }
        return listens ? Optional.empty() : answer.map(asResult);
    }

    /** The bean calls for which no answer is stated. */
    Set<String> missing() {
        return missing;
    }

    /** The next answer of a target; a list of answers is played in turn, the last one again and again. */
    private Optional<JsonNode> answer(String target) {
        for (Map.Entry<String, JsonNode> each : answers.properties()) {
            if (means(each.getKey(), target)) {
                used.add(each.getKey());
                int turn = asked.merge(each.getKey(), 1, Integer::sum);
                JsonNode turns = each.getValue().path("inTurn");
                return Optional.of(turns.isArray() ? turns.get(Math.min(turn, turns.size()) - 1) : each.getValue());
            }
        }
        return Optional.empty();
    }

    private static boolean means(String name, String target) {
        return target.equals(name)
                || target.startsWith(name + ":")
                || target.startsWith(name + "?")
                || target.startsWith(name + ":?");
    }

    private static void failIfStated(JsonNode answer) throws Exception {
        String fails = answer.path("fails").asText();
        if (fails.isEmpty()) {
            return;
        }
        String type = fails.replaceFirst(":.*", "").strip();
        String message = fails.replaceFirst("^[^:]*:?\\s*", "");
        try {
            Object thrown = Class.forName(type).getConstructor(String.class).newInstance(message);
            if (thrown instanceof Exception exception) {
                throw exception;
            }
        } catch (ReflectiveOperationException noSuchException) {
            throw new IllegalStateException(fails, noSuchException);
        }
        throw new IllegalStateException(fails);
    }
}

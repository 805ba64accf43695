package hub.adapters.shadow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoClient;
import hub.contract.RejectedMessage;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.TraceId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Keeps the shadows of devices as AWS IoT defines them.
 *
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/iot-device-shadows.html">AWS IoT Device Shadow service</a>
 */
public final class DeviceShadow {

    private static final String ROLE = "shadow";
    private static final String DOOR = "aws";
    private static final int AT_ONCE = 128;
    private static final int MOST_ATTEMPTS = 50;
    private static final int PAGE = 25;
    private static final int LARGEST_PAGE = 100;

    private final ShadowStore store;
    private final ShadowHistory history;
    private final ShadowSettings settings;
    private final Predicate<String> isThing;
    private final Clock clock;

    /**
     * @param client the hot store, which keeps the shadows
     * @param database the warm store, which keeps their history
     * @param isThing whether a device of that id may have shadows
     */
    public DeviceShadow(
            MongoClient client, DataSource database, ShadowSettings settings, Predicate<String> isThing, Clock clock) {
        this.store = new ShadowStore(client, settings.database());
        this.history = new ShadowHistory(database);
        this.settings = settings;
        this.isThing = isThing;
        this.clock = clock;
    }

    /** Deletes the shadows of a thing that were last changed before a time, for data protection; gives how many there were. */
    public Map<String, Integer> forget(String thing, Instant before) {
        return Map.of("shadows", store.delete(thing, before));
    }

    /**
     * A request that came over MQTT, for the stream: behind it requests to one thing are carried out in order.
     *
     * @throws RejectedMessage when the topic is none that a device may ask under
     */
    public List<RawFrame> read(String topic, byte[] body) throws RejectedMessage {
        String[] levels = topic.split("/", -1);
        RawFrame frame = new RawFrame(
                StreamPosition.NONE,
                levels.length > 2 ? levels[2] : "",
                "",
                "",
                DOOR,
                topic,
                "json",
                ROLE,
                clock.millis(),
                TraceId.next(),
                body);
        if (ShadowRequest.of(frame).isEmpty()) {
            throw new RejectedMessage(
                    "unknown-topic",
                    "topic",
                    "topic '" + topic + "' is none of $aws/things/{thing}/shadow[/name/{name}]/{get|update|delete}");
        }
        return List.of(frame);
    }

    /** Carries out requests from the stream, those to one shadow in order; one that was carried out before changes nothing. */
    public ShadowWork answer(List<RawFrame> frames) {
        List<ShadowTurn> done = new ArrayList<>();
        for (int from = 0; from < frames.size(); from += AT_ONCE) {
            Map<ShadowName, List<ShadowRequest>> open = new LinkedHashMap<>();
            frames.subList(from, Math.min(frames.size(), from + AT_ONCE))
                    .forEach(frame -> ShadowRequest.of(frame)
                            .ifPresent(request -> open.computeIfAbsent(request.name(), name -> new ArrayList<>())
                                    .add(request)));
            done.addAll(carryOut(open));
        }
        return ShadowWork.of(done);
    }

    /**
     * Carries out one HTTP request.
     *
     * @param method {@code GET}, {@code POST} or {@code DELETE}
     * @param query {@code name}, the named shadow; {@code at}, ISO 8601, for a get of how it was then
     * @param user who asks, or null: the device itself
     */
    public ShadowWork request(String method, String thing, String query, byte[] body, String user) throws SQLException {
        try {
            ShadowAddress address = new ShadowAddress(query);
            ShadowName name = new ShadowName(thing, address.value("name")).checked();
            if (method.equals("GET") && !address.value("at").isEmpty()) {
                return at(name, address.value("at"));
            }
            ShadowRequest.Verb verb = method.equals("GET")
                    ? ShadowRequest.Verb.GET
                    : method.equals("DELETE") ? ShadowRequest.Verb.DELETE : ShadowRequest.Verb.UPDATE;
            byte[] content = body == null || verb == ShadowRequest.Verb.GET ? new byte[0] : body;
            return ShadowWork.ofHttp(carryOut(new ShadowRequest(
                    name, verb, content, StreamPosition.NONE, clock.millis(), user == null ? thing : user)));
        } catch (ShadowRefusal refusal) {
            return refused(refusal);
        }
    }

    /**
     * A shadow for screens.
     *
     * @param name the named shadow; null or empty: the classic one
     * @param time ISO 8601, for how it was then; null: now
     * @throws NoSuchElementException when there is, or was, no such shadow
     * @throws IllegalArgumentException when the name or the time cannot be read
     */
    public Map<String, Object> show(String deviceId, String name, String time) throws SQLException {
        try {
            ShadowName asked = new ShadowName(deviceId, name == null ? "" : name).checked();
            Instant then = time == null ? clock.instant() : instant(time);
            KeptShadow kept = store.load(asked);
            ShadowDocument shown = time == null ? kept.document() : history.at(asked, then);
            if (!shown.exists()) {
                throw ShadowRefusal.missing(asked);
            }
            ObjectNode answer = Json.object().put("device_id", deviceId);
            answer.setAll(new AnswerWriter(then, "").document(shown));
            if (time == null) {
                kept.dueAt().ifPresent(due -> answer.put("dueAt", due.toString()));
            }
            return Json.map(answer);
        } catch (ShadowRefusal refusal) {
            throw refusal.code() == 404
                    ? new NoSuchElementException(refusal.getMessage())
                    : new IllegalArgumentException(refusal.getMessage());
        }
    }

    /** The named shadows of a thing; {@code pageSize} 1 to 100 and {@code nextToken} in the query. */
    public ShadowWork list(String thing, String query) {
        try {
            ShadowAddress address = new ShadowAddress(query);
            new ShadowName(thing, address.value("nextToken")).checked();
            if (!isThing.test(thing)) {
                throw new ShadowRefusal(404, "Thing not found");
            }
            return page(thing, address.value("nextToken"), pageSize(address.value("pageSize")));
        } catch (ShadowRefusal refusal) {
            return refused(refusal);
        }
    }

    private ShadowWork page(String thing, String after, int size) {
        List<KeptShadow> found = store.named(thing, after, size + 1);
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("results");
        found.stream()
                .limit(size)
                .forEach(each -> results.add(each.document().name().name()));
        if (found.size() > size) {
            answer.set("nextToken", results.get(size - 1));
        }
        return ShadowWork.answer(
                200, Json.text(answer.put("timestamp", clock.instant().getEpochSecond())));
    }

    private static int pageSize(String text) {
        if (text.isEmpty()) {
            return PAGE;
        }
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LARGEST_PAGE) {
            throw ShadowRefusal.bad("pageSize lies between 1 and " + LARGEST_PAGE);
        }
        return Integer.parseInt(text);
    }

    private ShadowWork at(ShadowName name, String text) throws SQLException {
        Instant time = instant(text);
        ShadowDocument then = history.at(name, time);
        if (!then.exists()) {
            throw ShadowRefusal.missing(name);
        }
        return ShadowWork.answer(200, Json.text(new AnswerWriter(time, "").document(then)));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw ShadowRefusal.bad("at must be a time such as 2026-03-01T09:00:00Z");
        }
    }

    private ShadowWork refused(ShadowRefusal refusal) {
        ObjectNode body = new AnswerWriter(clock.instant(), "").rejected(refusal);
        return ShadowWork.answer(refusal.code(), Json.text(body));
    }

    ShadowDocument current(ShadowName name) {
        return store.load(name).document();
    }

    /** Carries out one request that does not come from the stream. */
    ShadowTurn carryOut(ShadowRequest request) {
        return carryOut(Map.of(request.name(), List.of(request))).get(0);
    }

    /** Whoever overtakes us on a shadow makes us look at it again, so that no change is lost. */
    private List<ShadowTurn> carryOut(Map<ShadowName, List<ShadowRequest>> requests) {
        Map<ShadowName, List<ShadowRequest>> open = new LinkedHashMap<>(requests);
        List<ShadowTurn> done = new ArrayList<>(open.size());
        for (int attempt = 0; attempt < MOST_ATTEMPTS && !open.isEmpty(); attempt++) {
            List<ShadowTurn> turns = new ArrayList<>(open.size());
            Map<ShadowName, KeptShadow> kept = store.load(open.keySet());
            open.forEach((name, asked) -> turns.add(turn(kept.get(name), asked)));
            Set<ShadowName> overtaken =
                    store.write(turns.stream().filter(ShadowTurn::hasChanged).toList());
            turns.stream()
                    .filter(turn -> !overtaken.contains(turn.start().document().name()))
                    .forEach(done::add);
            open.keySet().retainAll(overtaken);
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException("too many writers on the shadows " + open.keySet());
        }
        return done;
    }

    private ShadowTurn turn(KeptShadow kept, List<ShadowRequest> requests) {
        ShadowTurn turn = new ShadowTurn(kept, settings, isThing, clock.instant());
        requests.forEach(turn::take);
        return turn;
    }
}

package hub.console.live;

import hub.console.DeviceVisibility;
import hub.console.api.Caller;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where routes say what happened, and from where browsers hear it. Costs one field read per call when nobody follows. */
public final class LiveEvents implements AutoCloseable {

    /** Telemetry just stored. */
    public static final String READINGS = "readings";
    /** Alarms that changed. */
    public static final String ALARMS = "alarms";
    /** Orders for technicians. */
    public static final String DISPATCHES = "dispatches";
    /** What people are told. */
    public static final String NOTICES = "notices";

    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
    private static final byte[] PING = ": still here\nevent: beat\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] RESYNC = "event: resync\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] RETRY = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);

    private final LiveSettings settings;
    private final LiveShapes shapes = new LiveShapes();
    private final DeviceVisibility visibility;
    private final LiveInbox inbox;
    private final LiveMemory memory;
    private final String epoch = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final List<LiveClient> clients = new CopyOnWriteArrayList<>();
    private final AtomicLong lastId = new AtomicLong();
    private final ScheduledExecutorService beat;
    private volatile boolean awake;
    private volatile long lastInterest;
    private long lastPing;
    private long told;

    /** @param visibility which devices a customer may see */
    public LiveEvents(LiveSettings settings, DeviceVisibility visibility) {
        this.settings = settings;
        this.visibility = visibility;
        this.inbox = new LiveInbox(settings.pending());
        this.memory = new LiveMemory(settings.remembered());
        this.beat = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "live-events");
            thread.setDaemon(true);
            return thread;
        });
        long pace = settings.pace().toMillis();
        beat.scheduleWithFixedDelay(this::tick, pace, pace, TimeUnit.MILLISECONDS);
    }

    /**
     * Tells all who follow, called from YAML.
     *
     * @param topic {@code readings}, {@code alarms}, {@code dispatches} or {@code notices}
     * @param payload a telemetry record, an alarm, a map, or a collection of those
     */
    public void publish(String topic, Object payload) {
        if (!awake) {
            return;
        }
        if (payload instanceof Iterable<?> several) {
            several.forEach(each -> inbox.add(new LiveInbox.Published(topic, LiveShapes.deviceId(each), each)));
        } else if (payload != null) {
            inbox.add(new LiveInbox.Published(topic, LiveShapes.deviceId(payload), payload));
        }
    }

    /**
     * The remembered events after an id, for clients that ask instead of following.
     *
     * @param topics comma separated, or empty for all
     * @param after an event id, or empty
     * @param device only of this one, or empty for any
     * @param user who asks
     * @param roles the caller's roles, comma separated
     * @param customerId set when the caller sees only this customer's devices
     */
    public Map<String, Object> recent(
            String topics, String after, String device, String user, String roles, String customerId) {
        interest();
        LiveAudience audience = new LiveAudience(
                Caller.of(user, roles, customerId), topics(topics), device == null ? "" : device, visibility);
        List<LiveEvent> events =
                memory.after(number(after)).stream().filter(audience::admits).toList();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", events.stream().map(each -> shapes.item(each, epoch)).toList());
        page.put(
                "next",
                epoch + "-"
                        + (events.isEmpty()
                                ? lastId.get()
                                : events.get(events.size() - 1).id()));
        return page;
    }

    /** Who follows now. */
    public List<LiveViewer> viewers() {
        return clients.stream().map(LiveClient::viewer).toList();
    }

    /** Ends one line; a browser comes back by itself. False when there is no such line. */
    public boolean end(String id) {
        Optional<LiveClient> found =
                clients.stream().filter(each -> each.viewer().id().equals(id)).findFirst();
        found.ifPresent(LiveClient::close);
        return found.isPresent();
    }

    /** How many follow now. */
    public int followers() {
        return clients.size();
    }

    /** How many events found no room since the start. */
    public long dropped() {
        return inbox.dropped();
    }

    /** Whether a list of topics names only topics that there are. */
    static boolean known(String topics) {
        return Set.of(READINGS, ALARMS, DISPATCHES, NOTICES).containsAll(topics(topics));
    }

    boolean isFull() {
        return clients.size() >= settings.clients();
    }

    /** Adds a follower and gives it what it missed. */
    void follow(AsyncContext line, Caller caller, String topics, String device, String lastEventId) throws IOException {
        interest();
        LiveClient client = new LiveClient(
                line, new LiveAudience(caller, topics(topics), device, visibility), settings.clientQueue());
        client.open();
        beat.execute(() -> join(client, lastEventId));
    }

    private void join(LiveClient client, String lastEventId) {
        if (!lastEventId.isEmpty()) {
            missed(client, lastEventId)
                    .ifPresentOrElse(
                            events -> events.forEach(event -> client.offer(event.frame(epoch))),
                            () -> client.offer(RESYNC));
        }
        clients.add(client);
        client.offer(RETRY);
        client.pump();
    }

    /** What a client has missed; empty when it is too much or too long ago: then it had better read everything anew. */
    private Optional<List<LiveEvent>> missed(LiveClient client, String lastEventId) {
        long seen = number(lastEventId);
        if (!lastEventId.startsWith(epoch + "-") || !memory.reaches(seen, lastId.get())) {
            return Optional.empty();
        }
        List<LiveEvent> missed =
                memory.after(seen).stream().filter(client.audience()::admits).toList();
        return missed.size() > settings.clientQueue() / 2 ? Optional.empty() : Optional.of(missed);
    }

    private void interest() {
        lastInterest = System.nanoTime();
        awake = true;
    }

    private void tick() {
        try {
            deliver();
            long now = System.nanoTime();
            if (now - lastPing >= settings.heartbeat().toNanos()) {
                lastPing = now;
                clients.forEach(client -> client.offer(PING));
            }
            clients.forEach(LiveClient::pump);
            clients.removeIf(LiveClient::isClosed);
            if (!clients.isEmpty()) {
                lastInterest = now;
            } else if (awake && now - lastInterest > settings.interest().toNanos()) {
                awake = false;
                memory.clear();
                lastId.incrementAndGet(); // What happens from now on is not kept: who comes back later has missed
                // something.
            }
        } catch (RuntimeException failed) {
            LOG.error("live events of one beat are lost", failed);
        }
    }

    private void deliver() {
        long lost = inbox.lost();
        if (lost > told) {
            told = lost;
            clients.forEach(client -> client.offer(RESYNC));
        }
        for (LiveInbox.Published each : inbox.take()) {
            LiveEvent event =
                    new LiveEvent(lastId.incrementAndGet(), each.topic(), each.deviceId(), shapes.json(each.payload()));
            memory.add(event);
            byte[] frame = event.frame(epoch);
            for (LiveClient client : clients) {
                if (client.audience().admits(event)) {
                    client.offer(frame);
                }
            }
        }
    }

    /** The number in an event id; another run's ids count as nothing seen. */
    private long number(String eventId) {
        String prefix = epoch + "-";
        if (eventId == null || !eventId.startsWith(prefix)) {
            return 0;
        }
        String digits = eventId.substring(prefix.length());
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }

    private static Set<String> topics(String text) {
        return text == null || text.isBlank()
                ? Set.of()
                : Arrays.stream(text.split(",")).map(String::trim).collect(Collectors.toSet());
    }

    /** Ends all streams. */
    @Override
    public void close() {
        beat.shutdownNow();
        new ArrayList<>(clients).forEach(LiveClient::close);
    }
}

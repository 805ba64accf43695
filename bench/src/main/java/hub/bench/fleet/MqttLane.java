package hub.bench.fleet;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** An MQTT 5 connection: a hub that forwards for its devices, or a single device speaking for itself. */
final class MqttLane implements Lane {
    private static final String STAND_ALONE = "nohub";

    private final FleetPlan plan;
    private final DeviceFleet fleet;
    private final int connection;
    private final AtomicInteger outstanding = new AtomicInteger();

    MqttLane(FleetPlan plan, DeviceFleet fleet, int connection) {
        this.plan = plan;
        this.fleet = fleet;
        this.connection = connection;
    }

    @Override
    public void run(LaneSource source, Tally tally) throws Exception {
        boolean again = false;
        while (!source.finished()) {
            try {
                session(source, tally, again);
            } catch (ExecutionException | TimeoutException broken) {
                if (!plan.wire().reconnect()) {
                    throw broken;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
            again = true;
        }
    }

    private void session(LaneSource source, Tally tally, boolean again) throws Exception {
        String identity = plan.wire().hubs() ? plan.hubId(connection) : fleet.id(connection);
        Mqtt5AsyncClient client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(identity)
                .serverHost(plan.host())
                .serverPort(plan.port())
                .simpleAuth()
                .username(identity)
                .password(PayloadWriter.utf8(plan.wire().secret()))
                .applySimpleAuth()
                .buildAsync();
        client.connectWith().keepAlive(30).send().get(10, TimeUnit.SECONDS);
        if (again) {
            tally.reconnected();
        }
        try {
            pump(source, tally, client);
            awaitAll();
        } finally {
            int open = outstanding.getAndSet(0);
            tally.inDoubt(open);
            if (client.getState().isConnected()) {
                client.disconnect().get(10, TimeUnit.SECONDS);
            }
        }
    }

    private void pump(LaneSource source, Tally tally, Mqtt5AsyncClient client) throws ExecutionException {
        while (!source.finished()) {
            if (!client.getState().isConnected()) {
                throw new ExecutionException("the broker closed the connection", null);
            }
            if (outstanding.get() >= plan.wire().window()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            } else if (source.ready() == 0) {
                source.await();
            } else {
                publish(source.next(), tally, client);
            }
        }
    }

    private void publish(Reading reading, Tally tally, Mqtt5AsyncClient client) {
        long now = System.nanoTime();
        outstanding.incrementAndGet();
        client.publishWith()
                .topic(topic(reading.device()))
                .qos(plan.wire().qos() == 0 ? MqttQos.AT_MOST_ONCE : MqttQos.AT_LEAST_ONCE)
                .payload(payload(reading))
                .send()
                .whenComplete((result, failure) -> settle(reading, now, tally, result, failure));
        tally.sent(1);
    }

    private void settle(Reading reading, long sentNanos, Tally tally, Mqtt5PublishResult result, Throwable failure) {
        if (failure != null) {
            return; // stays outstanding: the session counts it as in doubt
        }
        outstanding.decrementAndGet();
        if (result.getError().isPresent()) {
            tally.refused(1, result.getError().get().toString());
        } else {
            tally.acknowledged(reading.device(), reading.timestamp(), sentNanos);
        }
    }

    private void awaitAll() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.wire().drainSeconds());
        while (outstanding.get() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private String topic(int device) {
        String hub = plan.wire().hubs() ? plan.hubId(connection) : STAND_ALONE;
        return "iotlink/" + plan.wire().environment() + "/" + hub + "/" + fleet.id(device) + "/periodic/pub/telemetry/"
                + ("json".equals(plan.wire().format()) ? "json" : "bin");
    }

    private byte[] payload(Reading reading) {
        return "json".equals(plan.wire().format())
                ? PayloadWriter.utf8(PayloadWriter.json(reading))
                : PayloadWriter.tags(reading);
    }
}

package hub.bench.shadow;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One connection: a device that updates its own shadows and waits for the hub's answers. */
final class ShadowLane implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Mqtt5AsyncClient client;
    private final String thing;
    private final Semaphore window;
    private final int windowSize;
    private final long[] sentAt;
    private final long[] tookNanos;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();

    ShadowLane(URI broker, String thing, String secret, int windowSize, int updates) throws Exception {
        this.thing = thing;
        this.windowSize = windowSize;
        this.window = new Semaphore(windowSize);
        this.sentAt = new long[updates];
        this.tookNanos = new long[updates];
        this.client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(thing)
                .serverHost(broker.getHost())
                .serverPort(broker.getPort())
                .simpleAuth()
                .username(thing)
                .password(secret.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
        client.connectWith().keepAlive(30).send().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        for (String answer : new String[] {"accepted", "rejected"}) {
            client.subscribeWith()
                    .topicFilter("$aws/things/" + thing + "/shadow/name/+/update/" + answer)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .callback(this::answered)
                    .send()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Sends every update, spread over the lane's shadows, and returns when all are answered or patience is over. */
    void run(int shadows) throws InterruptedException {
        for (int number = 0; number < sentAt.length; number++) {
            if (!window.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            sentAt[number] = System.nanoTime();
            client.publishWith()
                    .topic("$aws/things/" + thing + "/shadow/name/s" + number % shadows + "/update")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(body(number))
                    .send();
        }
        if (window.tryAcquire(windowSize, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            window.release(windowSize);
        }
    }

    long accepted() {
        return accepted.get();
    }

    long rejected() {
        return rejected.get();
    }

    long[] tookNanos() {
        return tookNanos;
    }

    @Override
    public void close() throws Exception {
        client.disconnect().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** A reported state as devices send it: a few values, one of them new each time. */
    private static byte[] body(int number) {
        return ("{\"state\":{\"reported\":{\"mode\":\"auto\",\"target\":21.5,\"fan\":{\"speed\":" + number
                        + ",\"on\":true}}},\"clientToken\":\"" + number + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void answered(Mqtt5Publish message) {
        long now = System.nanoTime();
        String text = new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
        int from = text.indexOf("\"clientToken\":\"") + "\"clientToken\":\"".length();
        int number = Integer.parseInt(text.substring(from, text.indexOf('"', from)));
        if (message.getTopic().toString().endsWith("accepted")) {
            tookNanos[number] = now - sentAt[number];
            accepted.incrementAndGet();
        } else {
            rejected.incrementAndGet();
        }
        window.release();
    }
}

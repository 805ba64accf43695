package hub.adapters.stream;

import hub.adapters.ListeningPort;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** One Kafka node cut down to what a single hub needs: quick to start, small in memory, open on the loopback address only. */
final class EmbeddedStreamTuning {
    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";
    private static final String CLIENTS = "CLIENTS";
    /** After a kill the node waits this long for its own former life to expire before it may register again. */
    private static final int SESSION_MS = 5_000;

    private static final int SEGMENT_BYTES = 128 << 20;
    private static final int INDEX_BYTES = 1 << 20;
    private static final int CLEANER_BYTES = 8 << 20;
    private static final int LARGEST_BATCH_BYTES = 8 << 20;

    private EmbeddedStreamTuning() {}

    static Properties properties(EmbeddedStreamSettings settings, Path records, int port, int controllerPort) {
        var options = new HashMap<String, Object>();
        identity(options, records, port, controllerPort);
        keeping(options, settings);
        single(options);
        small(options);
        var properties = new Properties();
        options.forEach((name, value) -> properties.put(name, value.toString()));
        return properties;
    }

    private static void identity(Map<String, Object> options, Path records, int port, int controllerPort) {
        var clients = CLIENTS + "://" + ListeningPort.LOOPBACK + ":" + port;
        options.put("process.roles", "broker,controller");
        options.put("node.id", NODE_ID);
        options.put("listeners", clients + "," + CONTROLLER + "://" + ListeningPort.LOOPBACK + ":" + controllerPort);
        options.put("advertised.listeners", clients);
        options.put("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        options.put("controller.listener.names", CONTROLLER);
        options.put("inter.broker.listener.name", CLIENTS);
        options.put("controller.quorum.voters", NODE_ID + "@" + ListeningPort.LOOPBACK + ":" + controllerPort);
        options.put("log.dirs", records.toString());
    }

    private static void keeping(Map<String, Object> options, EmbeddedStreamSettings settings) {
        options.put("log.retention.ms", settings.retention().toMillis());
        options.put("log.segment.bytes", SEGMENT_BYTES);
        options.put("message.max.bytes", LARGEST_BATCH_BYTES);
        options.put("auto.create.topics.enable", false);
        options.put("log.flush.offset.checkpoint.interval.ms", 10_000);
        if (settings.flushInterval().isZero()) {
            options.put("log.flush.interval.messages", 1);
        } else {
            options.put("log.flush.interval.ms", settings.flushInterval().toMillis());
            options.put(
                    "log.flush.scheduler.interval.ms", settings.flushInterval().toMillis());
        }
    }

    private static void single(Map<String, Object> options) {
        options.put("offsets.topic.replication.factor", 1);
        options.put("offsets.topic.num.partitions", 1);
        options.put("transaction.state.log.replication.factor", 1);
        options.put("transaction.state.log.min.isr", 1);
        options.put("transaction.state.log.num.partitions", 1);
        options.put("share.coordinator.state.topic.replication.factor", 1);
        options.put("share.coordinator.state.topic.min.isr", 1);
        options.put("share.coordinator.state.topic.num.partitions", 1);
        options.put("group.initial.rebalance.delay.ms", 0);
        options.put("broker.heartbeat.interval.ms", SESSION_MS / 5);
        options.put("broker.session.timeout.ms", SESSION_MS);
    }

    private static void small(Map<String, Object> options) {
        options.put("num.network.threads", 2);
        options.put("num.io.threads", 2);
        options.put("background.threads", 2);
        options.put("group.coordinator.threads", 1);
        options.put("num.recovery.threads.per.data.dir", 2);
        options.put("log.cleaner.threads", 1);
        options.put("log.cleaner.dedupe.buffer.size", CLEANER_BYTES);
        options.put("log.cleaner.io.buffer.size", CLEANER_BYTES / 16);
        options.put("log.index.size.max.bytes", INDEX_BYTES);
        options.put("metadata.max.idle.interval.ms", 5_000);
        options.put("metadata.log.segment.bytes", SEGMENT_BYTES / 8);
        options.put("queued.max.requests", 64);
    }
}

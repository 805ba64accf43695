package hub;

import hub.adapters.hot.server.HotServer;
import hub.adapters.stream.EmbeddedStream;
import hub.adapters.stream.EmbeddedStreamSettings;
import hub.adapters.warm.WarmServer;
import hub.adapters.warm.WarmServerSettings;
import java.nio.file.Path;
import java.util.List;

/** The outside systems that several hubs share: a stream, a hot store, a warm store and a broker. */
final class TestingServices implements AutoCloseable {
    private final EmbeddedStream stream;
    private final HotServer hot;
    private final WarmServer warm;
    private final TestingBroker broker;
    private final int mqtt;

    private TestingServices(EmbeddedStream stream, HotServer hot, WarmServer warm, TestingBroker broker, int mqtt) {
        this.stream = stream;
        this.hot = hot;
        this.warm = warm;
        this.broker = broker;
        this.mqtt = mqtt;
    }

    static TestingServices start(Path folder) throws Exception {
        int mqtt = TestingHub.Ports.free().mqtt();
        return new TestingServices(
                EmbeddedStream.start(
                        EmbeddedStreamSettings.in(folder.resolve("stream")).withPort(0)),
                HotServer.start(folder.resolve("hot"), 0, false),
                WarmServer.start(WarmServerSettings.in(folder.resolve("warm")).withPort(0)),
                TestingBroker.start(folder.resolve("broker"), mqtt),
                mqtt);
    }

    /** The settings with which a hub uses these instead of its own. */
    List<String> settings() {
        return List.of(
                "--hub.stream.binding=kafka",
                "--hub.stream.bootstrap=127.0.0.1:" + stream.port(),
                "--hub.hot.uri=" + hot.uri(),
                "--hub.warm.url=" + warm.jdbcUrl(),
                "--hub.warm.user=" + warm.user(),
                "--hub.warm.password=" + warm.password(),
                "--hub.mqtt.url=tcp://127.0.0.1:" + mqtt);
    }

    /** Where the broker listens. */
    int mqtt() {
        return mqtt;
    }

    String hotUri() {
        return hot.uri();
    }

    WarmServer warm() {
        return warm;
    }

    @Override
    public void close() throws Exception {
        broker.close();
        warm.close();
        hot.close();
        stream.close();
    }
}

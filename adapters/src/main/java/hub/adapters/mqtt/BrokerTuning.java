package hub.adapters.mqtt;

import com.hivemq.configuration.service.InternalConfigurations;

/** HiveMQ sized for one hub: everything on disk, few threads and files, quick to start and to stop, nothing told to anybody. */
final class BrokerTuning {
    /** Part of the layout on disk: another number would not find what was stored before. */
    private static final int BUCKETS = 8;

    private static final int WINDOW = 1_000;
    private static final int STOP_GRACE_MS = 100;

    private BrokerTuning() {}

    static void apply() {
        InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
        InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(BUCKETS);
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(STOP_GRACE_MS);
        InternalConfigurations.ACKNOWLEDGE_INCOMING_PUBLISH_AFTER_PERSISTING_ENABLED.set(true);
        InternalConfigurations.MQTT_ALLOW_DOLLAR_TOPICS.set(true);
        InternalConfigurations.JMX_REPORTER_ENABLED.set(false);
        InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = WINDOW;
        InternalConfigurations.PUBLISH_POLL_BATCH_SIZE = WINDOW;
    }

    static String configuration(MqttBrokerSettings settings, int port, String tlsListener) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- Written by the hub at every start; the settings are in the hub's application.yaml. -->
                <hivemq>
                  <listeners>
                    <tcp-listener>
                      <port>%d</port>
                      <bind-address>%s</bind-address>
                    </tcp-listener>
                %s
                  </listeners>
                  <mqtt>
                    <queued-messages><max-queue-size>%d</max-queue-size><strategy>discard</strategy></queued-messages>
                    <shared-subscriptions><enabled>true</enabled></shared-subscriptions>
                    <packets><max-packet-size>%d</max-packet-size></packets>
                    <receive-maximum><server-receive-maximum>%d</server-receive-maximum></receive-maximum>
                  </mqtt>
                  <security><allow-empty-client-id><enabled>true</enabled></allow-empty-client-id></security>
                  <persistence><mode>file</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(
                        port,
                        settings.host(),
                        tlsListener,
                        settings.longestQueue(),
                        settings.largestPacketBytes(),
                        settings.receiveMaximum());
    }
}

package hub.adapters.mqtt;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Component;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Configuration;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Consumer;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Camel's {@code paho-mqtt5} with consumers that come back to a broker whose kept session is full of messages, and producers
 * that take many messages at once.
 */
@Component("paho-mqtt5")
public final class SteadyMqttComponent extends PahoMqtt5Component {

    /**
     * Paho doubles one delay for all clients of the process at each failure of any of them, so with many clients it is at its most at
     * once: two minutes, unless every one of them says less.
     */
    private static final int MOST_BETWEEN_ATTEMPTS_MS = 5_000;

    @Override
    protected Endpoint createEndpoint(String uri, String topic, Map<String, Object> parameters) throws Exception {
        PahoMqtt5Configuration configuration = getConfiguration().copy();
        configuration.setMaxReconnectDelay(MOST_BETWEEN_ATTEMPTS_MS);
        SteadyEndpoint endpoint = new SteadyEndpoint(uri, topic, this, configuration);
        endpoint.setClient(getClient());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** Says good-bye where somebody listens, and gives the client's threads back. */
    static void leave(MqttClient client) throws MqttException {
        if (client.isConnected()) {
            client.disconnect();
        }
        client.close(true);
    }

    private static final class SteadyEndpoint extends PahoMqtt5Endpoint {
        SteadyEndpoint(String uri, String topic, PahoMqtt5Component component, PahoMqtt5Configuration configuration) {
            super(uri, topic, component, configuration);
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            SteadyConsumer consumer = new SteadyConsumer(this, processor);
            configureConsumer(consumer);
            return consumer;
        }

        @Override
        public Producer createProducer() {
            return new SteadyMqttProducer(this, this::newPublisher);
        }

        private PipelinedMqttClient newPublisher() throws MqttException {
            PahoMqtt5Configuration wanted = getConfiguration();
            PipelinedMqttClient client =
                    new PipelinedMqttClient(wanted.getBrokerUrl(), clientId(), createMqttClientPersistence(wanted));
            client.connect(createMqttConnectionOptions());
            return client;
        }

        private String clientId() {
            return getConfiguration().getClientId() == null
                    ? generateClientId()
                    : getConfiguration().getClientId();
        }

        private MqttClient newClient() throws MqttException {
            PahoMqtt5Configuration wanted = getConfiguration();
            MqttClient client = new SteadyMqttClient(
                    wanted.getBrokerUrl(),
                    clientId(),
                    createMqttClientPersistence(wanted),
                    createMqttConnectionOptions());
            client.setManualAcks(wanted.isManualAcksEnabled());
            return client;
        }
    }

    private static final class SteadyConsumer extends PahoMqtt5Consumer {
        private final SteadyEndpoint endpoint;
        private MqttClient own;

        SteadyConsumer(SteadyEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
            this.endpoint = endpoint;
        }

        @Override
        protected void doStart() throws Exception {
            own = endpoint.newClient();
            setClient(own);
            super.doStart();
        }

        @Override
        protected void doStop() throws Exception {
            super.doStop();
            if (own != null) {
                if (own.isConnected() && endpoint.getConfiguration().isCleanStart()) {
                    own.unsubscribe(endpoint.getTopic());
                }
                leave(own);
                own = null;
            }
        }
    }
}

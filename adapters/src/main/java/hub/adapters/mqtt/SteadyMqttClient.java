package hub.adapters.mqtt;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttClientPersistence;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client that survives a full session: it connects only when somebody listens, and subscribes again without waiting.
 *
 * <p>Camel connects before it sets its callback, so what a kept session delivers at once would be nobody's; and when the connection
 * comes back it waits for the new subscription on the very thread that has to take the messages in front of its answer, for ever.
 */
final class SteadyMqttClient extends MqttClient {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyMqttClient.class);

    private final MqttConnectionOptions options;
    private boolean begun;

    SteadyMqttClient(String broker, String clientId, MqttClientPersistence persistence, MqttConnectionOptions options)
            throws MqttException {
        super(broker, clientId, persistence);
        this.options = options;
    }

    /** Connects and subscribes the first time; later, when called because the connection came back, only asks for the subscription. */
    @Override
    public IMqttToken subscribe(String topic, int qos) throws MqttException {
        if (!begun) {
            connect(options);
            begun = true;
            return super.subscribe(topic, qos);
        }
        LOG.info("Connected to {} again, taking up {}", getServerURI(), topic);
        return aClient.subscribe(topic, qos, null, new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                LOG.debug("Subscribed to {} again", topic);
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failure) {
                LOG.error("The broker {} refuses {}: {}", getServerURI(), topic, failure.getMessage());
            }
        });
    }
}

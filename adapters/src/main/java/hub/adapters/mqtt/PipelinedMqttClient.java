package hub.adapters.mqtt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttClientPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** A client that sends many messages before the first is acknowledged, and waits for all of them together. */
final class PipelinedMqttClient extends MqttClient {

    /** Below what a broker lets a client have under way; Paho throws when it is asked for more. */
    private static final int MOST_UNDER_WAY = 500;

    private static final long PATIENCE = Duration.ofSeconds(30).toMillis();

    private final Semaphore places = new Semaphore(MOST_UNDER_WAY);

    PipelinedMqttClient(String broker, String clientId, MqttClientPersistence persistence) throws MqttException {
        super(broker, clientId, persistence);
    }

    /**
     * Sends messages in order and returns when the broker has all of them.
     *
     * @param messages topic and content of each
     * @throws MqttException what became of the first that failed; the others were sent all the same
     */
    void publishAll(List<Map.Entry<String, byte[]>> messages, int qos) throws MqttException, InterruptedException {
        List<IMqttToken> sent = new ArrayList<>(messages.size());
        for (Map.Entry<String, byte[]> each : messages) {
            MqttMessage message = new MqttMessage(each.getValue());
            message.setQos(qos);
            sent.add(publishSoon(each.getKey(), message));
        }
        MqttException problem = null;
        for (IMqttToken token : sent) {
            try {
                token.waitForCompletion(PATIENCE);
            } catch (MqttException failed) {
                problem = problem == null ? failed : problem;
            }
        }
        if (problem != null) {
            throw problem;
        }
    }

    private IMqttToken publishSoon(String topic, MqttMessage message) throws MqttException, InterruptedException {
        places.acquire();
        try {
            return aClient.publish(topic, message, null, new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    places.release();
                }

                @Override
                public void onFailure(IMqttToken token, Throwable failure) {
                    places.release();
                }
            });
        } catch (MqttException | RuntimeException problem) {
            places.release();
            throw problem;
        }
    }
}

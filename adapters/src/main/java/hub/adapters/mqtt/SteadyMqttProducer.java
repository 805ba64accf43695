package hub.adapters.mqtt;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Endpoint;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Producer;

/** Camel's producer, which also takes a list of messages, each with its topic, and sends them without waiting for each. */
final class SteadyMqttProducer extends PahoMqtt5Producer {

    private final ClientFactory clients;
    private PipelinedMqttClient own;

    /** Makes a client that is connected. */
    interface ClientFactory {
        PipelinedMqttClient connect() throws Exception;
    }

    SteadyMqttProducer(PahoMqtt5Endpoint endpoint, ClientFactory clients) {
        super(endpoint);
        this.clients = clients;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void process(Exchange exchange) throws Exception {
        if (exchange.getIn().getBody() instanceof List<?> messages) {
            own.publishAll(
                    (List<Map.Entry<String, byte[]>>) messages,
                    getEndpoint().getConfiguration().getQos());
        } else {
            super.process(exchange);
        }
    }

    @Override
    protected void doStart() throws Exception {
        own = clients.connect();
        setClient(own);
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (own != null) {
            SteadyMqttComponent.leave(own);
            own = null;
        }
    }
}

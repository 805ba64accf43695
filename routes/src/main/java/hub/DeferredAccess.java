package hub;

import hub.adapters.mqtt.ClientEvent;
import hub.adapters.mqtt.MqttAccess;
import java.util.function.Consumer;

/** Keeps the broker closed until the device register is open: the broker starts first, and denies everybody meanwhile. */
final class DeferredAccess implements MqttAccess {

    private volatile MqttAccess decision = new Nobody();
    private volatile Consumer<ClientEvent> watch = event -> {};

    void decideBy(MqttAccess access) {
        decision = access;
    }

    void watchBy(Consumer<ClientEvent> newWatch) {
        watch = newWatch;
    }

    @Override
    public void clientChanged(ClientEvent event) {
        watch.accept(event);
    }

    @Override
    public boolean mayConnect(String user, byte[] password, String clientId) {
        return decision.mayConnect(user, password, clientId);
    }

    @Override
    public boolean mayConnectByCertificate(String name, String clientId) {
        return decision.mayConnectByCertificate(name, clientId);
    }

    @Override
    public boolean mayClaim() {
        return decision.mayClaim();
    }

    @Override
    public boolean mayPublish(String user, String topic) {
        return decision.mayPublish(user, topic);
    }

    @Override
    public boolean maySubscribe(String user, String filter) {
        return decision.maySubscribe(user, filter);
    }

    /** Lets nobody in. */
    private static final class Nobody implements MqttAccess {

        @Override
        public boolean mayConnect(String user, byte[] password, String clientId) {
            return false;
        }

        @Override
        public boolean mayPublish(String user, String topic) {
            return false;
        }

        @Override
        public boolean maySubscribe(String user, String filter) {
            return false;
        }
    }
}

package hub.adapters.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to the broker the way a client does (MQTT 3.1.1, section 3.1), to know that it really answers. */
final class MqttProbe {
    private static final Logger LOG = LoggerFactory.getLogger(MqttProbe.class);
    private static final int TIMEOUT_MS = 2_000;
    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int DISCONNECT = 0xE0;
    private static final int USER_PASSWORD_CLEAN = 0xC2;

    private MqttProbe() {}

    static boolean connects(String host, int port, HubAccount account) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(connect(account));
            var answer = socket.getInputStream().readNBytes(4);
            socket.getOutputStream().write(new byte[] {(byte) DISCONNECT, 0});
            return answer.length == 4 && answer[0] == CONNACK && answer[3] == 0;
        } catch (IOException silent) {
            LOG.debug("The MQTT broker does not answer", silent);
            return false;
        }
    }

    private static byte[] connect(HubAccount account) throws IOException {
        var body = new ByteArrayOutputStream();
        var fields = new DataOutputStream(body);
        fields.writeUTF("MQTT");
        fields.writeByte(4);
        fields.writeByte(USER_PASSWORD_CLEAN);
        fields.writeShort(0);
        fields.writeUTF(HubAccount.CLIENT_PREFIX + "-probe");
        fields.writeUTF(HubAccount.USER);
        fields.writeUTF(account.password());
        var packet = new ByteArrayOutputStream();
        packet.write(CONNECT);
        packet.write(body.size());
        body.writeTo(packet);
        return packet.toByteArray();
    }
}

package hub.adapters.mqtt;

import java.nio.file.Path;

/** Writes the part of the broker's configuration that opens the TLS door. */
final class TlsListener {
    private TlsListener() {}

    static String configuration(MqttTls tls, String host, int port) {
        return """
                    <tls-tcp-listener>
                      <port>%d</port>
                      <bind-address>%s</bind-address>
                      <tls>
                        %s%s
                        <client-authentication-mode>%s</client-authentication-mode>
                      </tls>
                    </tls-tcp-listener>
                """.formatted(
                        port,
                        host,
                        keystore(tls),
                        tls.truststore()
                                .map(store -> truststore(store, tls.truststorePassword()))
                                .orElse(""),
                        tls.clientAuthentication());
    }

    private static String keystore(MqttTls tls) {
        return "<keystore><path>%s</path><password>%s</password><private-key-password>%s</private-key-password></keystore>"
                .formatted(
                        text(tls.keystore().toAbsolutePath()),
                        text(tls.keystorePassword()),
                        text(tls.keystorePassword()));
    }

    private static String truststore(Path store, String password) {
        return "<truststore><path>%s</path><password>%s</password></truststore>"
                .formatted(text(store.toAbsolutePath()), text(password));
    }

    private static String text(Object value) {
        return value.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

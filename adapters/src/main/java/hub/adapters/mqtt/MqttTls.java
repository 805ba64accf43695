package hub.adapters.mqtt;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The embedded broker's second door, for devices that speak TLS only or prove themselves by a certificate.
 *
 * @param port port on 127.0.0.1, or 0 for any free one (setting {@code hub.mqtt.tls.port})
 * @param keystore the broker's own key and certificate, PKCS 12 or JKS
 * @param keystorePassword of the store and of the key in it
 * @param truststore who signs the certificates of devices; without it no certificate is asked for
 * @param truststorePassword of that store
 * @param certificateRequired whether a device without a certificate is sent away; otherwise it may still use its secret
 */
public record MqttTls(
        int port,
        Path keystore,
        String keystorePassword,
        Optional<Path> truststore,
        String truststorePassword,
        boolean certificateRequired) {

    /** Passwords do not belong in logs. */
    @Override
    public String toString() {
        return "MqttTls on port " + port + " with " + keystore;
    }

    String clientAuthentication() {
        return truststore.isEmpty() ? "NONE" : certificateRequired ? "REQUIRED" : "OPTIONAL";
    }
}

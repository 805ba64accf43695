package hub.adapters.notice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what a webhook sends, so that the receiver can tell it is ours, unchanged and fresh: {@code v1=} and the
 * HMAC-SHA256, in hexadecimal, of the timestamp, a dot and the body. A receiver refuses old timestamps, and an
 * {@code Idempotency-Key} it has seen.
 */
public final class WebhookSignature {

    private final String secret;
    private final Clock clock;

    public WebhookSignature(String secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** The time of sending, in seconds since 1970. */
    public String timestamp() {
        return Long.toString(clock.instant().getEpochSecond());
    }

    /** The signature of a body sent at a timestamp. */
    public String sign(String timestamp, String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "v1=" + HexFormat.of().formatHex(mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
    }
}

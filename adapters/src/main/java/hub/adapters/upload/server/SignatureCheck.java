package hub.adapters.upload.server;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks AWS Signature Version 4, in the query (presigned) or in the header, as published in "Authenticating Requests (AWS
 * Signature Version 4)" of the Amazon S3 API Reference.
 */
final class SignatureCheck {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration HEADER_LIFE = Duration.ofMinutes(15);

    private final String accessKey;
    private final String secretKey;
    private final Clock clock;

    SignatureCheck(String accessKey, String secretKey, Clock clock) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.clock = clock;
    }

    private record Claim(String credential, String signedHeaders, String signature, String time, Duration life) {}

    /** Why the request is refused, as an S3 error code, or empty when it is signed by the one account. */
    String problem(HttpExchange request) {
        Map<String, String> query = query(request.getRequestURI().getRawQuery());
        boolean presigned = query.containsKey("X-Amz-Signature");
        Claim claim = presigned ? ofQuery(query) : ofHeader(request);
        if (claim == null || !claim.credential().startsWith(accessKey + "/")) {
            return "InvalidAccessKeyId";
        }
        Instant signed = Instant.from(TIME.parse(claim.time()));
        if (clock.instant().isAfter(signed.plus(claim.life()))) {
            return "ExpiredToken";
        }
        String payload = presigned
                ? "UNSIGNED-PAYLOAD"
                : String.valueOf(request.getRequestHeaders().getFirst("X-Amz-Content-Sha256"));
        query.remove("X-Amz-Signature");
        String canonical = String.join(
                "\n",
                request.getRequestMethod(),
                request.getRequestURI().getRawPath(),
                query.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("&")),
                headers(request, claim.signedHeaders()),
                claim.signedHeaders(),
                payload);
        byte[] expected = sign(claim, canonical);
        return MessageDigest.isEqual(expected, claim.signature().getBytes(StandardCharsets.US_ASCII))
                ? ""
                : "SignatureDoesNotMatch";
    }

    private static Claim ofQuery(Map<String, String> query) {
        String life = query.getOrDefault("X-Amz-Expires", "0");
        return new Claim(
                decode(query.getOrDefault("X-Amz-Credential", "")),
                decode(query.getOrDefault("X-Amz-SignedHeaders", "")),
                query.get("X-Amz-Signature"),
                query.getOrDefault("X-Amz-Date", "19700101T000000Z"),
                Duration.ofSeconds(life.matches("\\d{1,7}") ? Long.parseLong(life) : 0));
    }

    private static Claim ofHeader(HttpExchange request) {
        String text = request.getRequestHeaders().getFirst("Authorization");
        String time = request.getRequestHeaders().getFirst("X-Amz-Date");
        if (text == null || time == null || !text.startsWith(ALGORITHM + " ")) {
            return null;
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : text.substring(ALGORITHM.length() + 1).split(",")) {
            String[] pair = part.strip().split("=", 2);
            parts.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        return new Claim(
                parts.getOrDefault("Credential", ""),
                parts.getOrDefault("SignedHeaders", ""),
                parts.getOrDefault("Signature", ""),
                time,
                HEADER_LIFE);
    }

    private byte[] sign(Claim claim, String canonical) {
        List<String> scope = Arrays.asList(claim.credential().split("/"));
        String place = String.join("/", scope.subList(1, scope.size()));
        String toSign = String.join("\n", ALGORITHM, claim.time(), place, hex(sha256(canonical)));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String step : scope.subList(1, scope.size())) {
            key = hmac(key, step);
        }
        return hex(hmac(key, toSign)).getBytes(StandardCharsets.US_ASCII);
    }

    private static String headers(HttpExchange request, String names) {
        StringBuilder text = new StringBuilder();
        for (String name : names.split(";")) {
            String value = request.getRequestHeaders().getFirst(name);
            text.append(name)
                    .append(':')
                    .append(value == null ? "" : value.strip().replaceAll(" +", " "))
                    .append('\n');
        }
        return text.toString();
    }

    static Map<String, String> query(String raw) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return query;
    }

    static String decode(String text) {
        return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

package hub.adapters.ageing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** How receipts are written and hashed: the SHA-256 of their JSON without white space, fields in the order of the receipt. */
final class Receipts {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    private Receipts() {}

    static String hash(Map<String, Object> receipt) {
        try {
            byte[] text = MAPPER.writeValueAsString(receipt).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("a receipt cannot be hashed", impossible);
        }
    }

    static Map<String, Long> counts(String json) {
        try {
            return MAPPER.readValue(json, COUNTS);
        } catch (JsonProcessingException problem) {
            throw new IllegalStateException("a receipt holds JSON that this hub did not write: " + json, problem);
        }
    }
}

package hub.decode;

import hub.message.RawFrame;
import hub.product.CommandAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Turns a binary answer to an order into the control_result that other doors bring as JSON. */
final class AnswerReader {

    private static final String ROLE = "control_result";

    private AnswerReader() {}

    /** The frame as a control_result when it is an answer of its product; empty when it is telemetry. */
    static Optional<RawFrame> read(RawFrame frame, CommandAnswer answer) {
        byte[] payload = frame.payload();
        if (!answer.isAnswer(payload)) {
            return Optional.empty();
        }
        int at = answer.begins().size();
        int end = at + answer.executionSize();
        if (payload.length <= end) {
            throw DecodeProblem.truncated("commandAnswer", payload.length, end + 1 - payload.length, 0);
        }
        int[] places = answer.order().places(answer.executionSize());
        long execution = 0;
        for (int place : places) {
            execution = execution << 8 | payload[at + place] & 0xFF;
        }
        int code = payload[end] & 0xFF;
        String status = answer.status().get(code);
        if (status == null) {
            throw DecodeProblem.at(
                    "status",
                    "enum",
                    code,
                    end,
                    "is no status of 'commandAnswer'; it knows "
                            + answer.status().keySet());
        }
        String reason = new String(Arrays.copyOfRange(payload, end + 1, payload.length), StandardCharsets.UTF_8);
        return Optional.of(result(frame, execution, answer.executionSize(), status, reason));
    }

    private static RawFrame result(RawFrame frame, long execution, int size, String status, String reason) {
        StringBuilder json = new StringBuilder("{\"execution\":")
                .append(Long.toUnsignedString(execution))
                .append(",\"executionBytes\":")
                .append(size)
                .append(",\"status\":\"")
                .append(status)
                .append('"');
        if (!reason.isEmpty()) {
            json.append(",\"reason\":\"").append(escaped(reason)).append('"');
        }
        return new RawFrame(
                frame.position(),
                frame.deviceId(),
                frame.hubId(),
                frame.productId(),
                frame.door(),
                frame.address(),
                "json",
                ROLE,
                frame.receivedAt(),
                frame.traceId(),
                json.append('}').toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        StringBuilder plain = new StringBuilder();
        text.chars().forEach(letter -> {
            if (letter < ' ' || letter == '"' || letter == '\\') {
                plain.append(String.format("\\u%04x", letter));
            } else {
                plain.append((char) letter);
            }
        });
        return plain.toString();
    }
}

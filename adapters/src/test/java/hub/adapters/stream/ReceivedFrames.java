package hub.adapters.stream;

import static org.assertj.core.api.Assertions.assertThat;

import hub.message.RawFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.camel.Exchange;

/** What a test's route received, with the questions every stream test asks. */
final class ReceivedFrames {
    private final List<RawFrame> frames = new ArrayList<>();

    @SuppressWarnings("unchecked")
    synchronized void keep(Exchange exchange) {
        frames.addAll(exchange.getMessage().getBody(List.class));
    }

    synchronized int size() {
        return frames.size();
    }

    synchronized List<RawFrame> all() {
        return List.copyOf(frames);
    }

    synchronized int distinct() {
        return new TreeSet<>(frames.stream().map(TestingFrames::sequence).toList()).size();
    }

    /** Fails when a device's frames are repeated or out of order. */
    synchronized void assertEachDeviceInOrder() {
        Map<String, Long> last = new HashMap<>();
        for (RawFrame frame : frames) {
            long sequence = TestingFrames.sequence(frame);
            assertThat(sequence)
                    .as("next frame of %s", frame.deviceId())
                    .isGreaterThan(last.getOrDefault(frame.deviceId(), -1L));
            last.put(frame.deviceId(), sequence);
        }
    }
}

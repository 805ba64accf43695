package hub.adapters.stream;

import hub.message.DeadLetter;
import hub.message.RawFrame;
import java.util.List;

/**
 * What one poll of the stream brought.
 *
 * @param frames the frames, in order within each partition
 * @param unreadable a dead letter for each record that is not a frame
 */
record FrameBatch(List<RawFrame> frames, List<DeadLetter> unreadable) {

    int size() {
        return frames.size() + unreadable.size();
    }
}

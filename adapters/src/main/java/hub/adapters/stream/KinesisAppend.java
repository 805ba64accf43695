package hub.adapters.stream;

import hub.message.RawFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The frames of one exchange on their way into Kinesis: packed by device, with the note which of them are durable. */
final class KinesisAppend {
    private final List<RawFrame> frames;
    private final boolean[] accepted;
    private final List<Entry> entries = new ArrayList<>();
    private int handedOver;
    private boolean broken;
    private Throwable firstFailure;

    KinesisAppend(List<RawFrame> frames) {
        this.frames = frames;
        this.accepted = new boolean[frames.size()];
        Arrays.fill(accepted, true);
        Map<String, Entry> open = new LinkedHashMap<>();
        for (int index = 0; index < frames.size(); index++) {
            place(index, open);
        }
    }

    List<RawFrame> frames() {
        return frames;
    }

    /** The records to put, one for each entry, in their order. */
    List<byte[]> data() {
        return entries.stream().map(entry -> KinesisPack.pack(entry.envelopes)).toList();
    }

    /** The next entries, as many as Camel puts into one request. */
    List<Entry> next(int count) {
        List<Entry> next = entries.subList(handedOver, handedOver + count);
        handedOver += count;
        return next;
    }

    void refuse(Collection<Entry> refused, Throwable failure) {
        refused.forEach(entry -> entry.indexes.forEach(index -> refuse(index, failure)));
    }

    /** Refuses entries that Kinesis would not take in time; nothing after them may be sent, or it would overtake them. */
    void giveUp(Collection<Entry> late, Throwable failure) {
        broken = true;
        refuse(late, failure);
    }

    boolean isBroken() {
        return broken;
    }

    boolean[] accepted() {
        return accepted;
    }

    /** Why the first refused frame was refused, or null when all are durable. */
    Throwable firstFailure() {
        return firstFailure;
    }

    private void place(int index, Map<String, Entry> open) {
        try {
            byte[] envelope = KinesisPack.envelope(frames.get(index));
            String device = frames.get(index).deviceId();
            Entry entry = open.get(device);
            if (entry == null || !entry.hasRoomFor(envelope)) {
                entry = new Entry(device);
                entries.add(entry);
                open.put(device, entry);
            }
            entry.add(index, envelope);
        } catch (IllegalArgumentException unfit) {
            refuse(index, unfit);
        }
    }

    private void refuse(int index, Throwable failure) {
        accepted[index] = false;
        if (firstFailure == null) {
            firstFailure = failure;
        }
    }

    /** One Kinesis record: some frames of one device. */
    static final class Entry {
        private final String device;
        private final List<Integer> indexes = new ArrayList<>();
        private final List<byte[]> envelopes = new ArrayList<>();
        private int size;

        Entry(String device) {
            this.device = device;
        }

        String device() {
            return device;
        }

        private boolean hasRoomFor(byte[] envelope) {
            return size + KinesisPack.size(envelope) <= KinesisPack.LARGEST && indexes.size() < KinesisPack.MOST_FRAMES;
        }

        private void add(int index, byte[] envelope) {
            indexes.add(index);
            envelopes.add(envelope);
            size += KinesisPack.size(envelope);
        }
    }
}

package hub.rules;

import hub.message.StreamPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The memory of one partition as a log of small pages, so that remembering a batch costs one small write however many
 * devices it touched; a snapshot replaces the log when it has grown long.
 */
final class Journal {
    static final int READING = 'R';
    static final int FAULT = 'F';
    static final int PROGRESS = 'P';
    static final int REMOVED = 'X';
    static final int DEVICE = 'D';
    static final int FORMAT = 1;
    private static final int PAGE = 256 * 1024;
    private static final int MAX_PAGES = 512;
    private static final long MIN_BYTES = 4L * 1024 * 1024;

    private final int partition;
    private final TreeSet<String> kept = new TreeSet<>();
    private final List<MemoryPage> unwritten = new ArrayList<>();
    private final List<String> obsolete = new ArrayList<>();
    private long sequence;
    private long bytes;
    private long snapshotBytes;
    private int sinceSnapshot;
    private StreamPosition position = StreamPosition.NONE;
    private int part = -1;
    private long newestIngest = Long.MIN_VALUE;
    private PageWriter page;
    private long lastTime;

    Journal(int partition) {
        this.partition = partition;
    }

    StreamPosition position() {
        return position;
    }

    int part() {
        return part;
    }

    long newestIngest() {
        return newestIngest;
    }

    void advance(StreamPosition to, int toPart, long ingest) {
        position = to;
        part = toPart;
        newestIngest = Math.max(newestIngest, ingest);
    }

    void beginAnew() {
        newestIngest = Long.MIN_VALUE;
    }

    /** Remembers what a reading taught, as the tracks took it. */
    void reading(Reading reading) {
        PageWriter out = open();
        out.octet(READING);
        out.text(reading.device().deviceId());
        time(reading.telemetry().deviceTimestamp());
        List<MetricReading> facts = reading.facts();
        out.number(facts.size());
        for (int i = 0; i < facts.size(); i++) {
            MetricReading fact = facts.get(i);
            boolean isNumber = !Double.isNaN(fact.getValue());
            out.word(fact.getMetric());
            out.octet((fact.hasTrend() ? 1 : 0) | (isNumber ? 2 : 0));
            if (isNumber) {
                out.real(fact.getValue());
            } else {
                out.number(fact.hash());
            }
        }
    }

    void fault(Fault fault) {
        open().octet(FAULT);
        page.text(fault.deviceId);
        FaultCodec.write(page, fault);
    }

    void progress(Fault fault) {
        open().octet(PROGRESS);
        page.text(fault.deviceId);
        page.word(fault.rule());
        FaultCodec.writeProgress(page, fault);
    }

    void removed(Fault fault) {
        open().octet(REMOVED);
        page.text(fault.deviceId);
        page.word(fault.rule());
    }

    private void device(DeviceState device) {
        open().octet(DEVICE);
        page.text(device.deviceId());
        page.number(device.tracks().size());
        for (Map.Entry<String, MetricTrack> entry : device.tracks().entrySet()) {
            MetricTrack track = entry.getValue();
            page.word(entry.getKey());
            page.number(track.time());
            page.real(track.value());
            page.number(track.textHash());
            page.number(track.size());
            for (int i = 0; i < track.size(); i++) {
                page.number(track.timeAt(i) - track.time());
                page.real(track.valueAt(i));
            }
        }
        device.faults().forEach(this::fault);
    }

    private void time(long eventTime) {
        page.number(eventTime - lastTime);
        lastTime = eventTime;
    }

    private PageWriter open() {
        if (page == null) {
            page = new PageWriter(4096);
            lastTime = 0;
        }
        return page;
    }

    /** Closes the page of this batch; with nothing remembered, even the position stays where it was written last. */
    void seal() {
        if (page == null) {
            return;
        }
        PageWriter sealed = new PageWriter(page.size() + 64);
        sealed.octet(FORMAT);
        sealed.text(position.offset());
        sealed.number(part);
        sealed.number(newestIngest);
        byte[] head = sealed.toBytes();
        byte[] body = page.toBytes();
        byte[] content = new byte[head.length + body.length];
        System.arraycopy(head, 0, content, 0, head.length);
        System.arraycopy(body, 0, content, head.length, body.length);
        String id = id(partition, sequence++);
        unwritten.add(new MemoryPage(id, partition, content));
        kept.add(id);
        bytes += content.length;
        sinceSnapshot++;
        page = null;
    }

    boolean isLong() {
        return sinceSnapshot > MAX_PAGES || bytes > Math.max(MIN_BYTES, 4 * snapshotBytes);
    }

    /** Writes everything anew and lets go of all pages before. */
    void snapshot(Iterable<DeviceState> devices) {
        seal();
        obsolete.addAll(kept);
        kept.clear();
        bytes = 0;
        sinceSnapshot = 0;
        for (DeviceState device : devices) {
            device(device);
            if (page.size() > PAGE) {
                seal();
            }
        }
        seal();
        snapshotBytes = bytes;
        sinceSnapshot = 0;
    }

    List<MemoryPage> unwritten() {
        return unwritten;
    }

    List<String> obsolete() {
        return obsolete;
    }

    void written(Judgement judgement) {
        unwritten.removeAll(judgement.pages());
        obsolete.removeAll(judgement.obsoletePages());
    }

    /** Takes up the log where a stored page leaves it. */
    void resume(MemoryPage stored, StreamPosition newPosition, int newPart, long ingest) {
        kept.add(stored.id());
        bytes += stored.content().length;
        sinceSnapshot++;
        sequence = Math.max(sequence, sequence(stored.id()) + 1);
        position = newPosition;
        part = newPart;
        newestIngest = ingest;
    }

    static String id(int partition, long sequence) {
        return "%d-%012d".formatted(partition, sequence);
    }

    static long sequence(String id) {
        return Long.parseLong(id.substring(id.indexOf('-') + 1));
    }
}

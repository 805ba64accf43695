package hub.rules;

import hub.message.StreamPosition;
import java.util.function.Function;

/** Puts stored pages back into memory, one after the other. */
final class JournalReader {
    private final Journal journal;
    private final Function<String, DeviceState> devices;

    JournalReader(Journal journal, Function<String, DeviceState> devices) {
        this.journal = journal;
        this.devices = devices;
    }

    void read(MemoryPage stored) {
        PageReader page = new PageReader(stored.content());
        if (page.octet() != Journal.FORMAT) {
            throw new IllegalArgumentException("memory page " + stored.id()
                    + " was written by another version of the hub; delete the collection judge_memory to begin afresh");
        }
        StreamPosition position = new StreamPosition(stored.partition(), page.text());
        int part = (int) page.number();
        long ingest = page.number();
        long time = 0;
        while (page.hasMore()) {
            int kind = page.octet();
            DeviceState device = devices.apply(page.text());
            switch (kind) {
                case Journal.READING -> time = reading(page, device, time);
                case Journal.DEVICE -> device(page, device);
                case Journal.FAULT -> fault(page, device);
                case Journal.PROGRESS -> FaultCodec.readProgress(page, device.fault(page.word()));
                default -> device.remove(device.fault(page.word()));
            }
        }
        journal.resume(stored, position, part, ingest);
    }

    private static long reading(PageReader page, DeviceState device, long before) {
        long time = before + page.number();
        for (long i = page.number(); i > 0; i--) {
            MetricTrack track = device.track(page.word());
            int flags = page.octet();
            double value = (flags & 2) != 0 ? page.real() : Double.NaN;
            int hash = (flags & 2) != 0 ? 0 : (int) page.number();
            track.update(time, value, hash, (flags & 1) != 0);
        }
        return time;
    }

    private static void device(PageReader page, DeviceState device) {
        device.forget();
        for (long i = page.number(); i > 0; i--) {
            MetricTrack track = device.track(page.word());
            long time = page.number();
            double value = page.real();
            int hash = (int) page.number();
            for (long n = page.number(); n > 0; n--) {
                track.restorePoint(time + page.number(), page.real());
            }
            track.update(time, value, hash, false);
        }
    }

    private static void fault(PageReader page, DeviceState device) {
        Fault fault = FaultCodec.read(page, device.deviceId());
        Fault before = device.fault(fault.rule());
        if (before != null) {
            device.remove(before);
        }
        device.add(fault);
    }
}

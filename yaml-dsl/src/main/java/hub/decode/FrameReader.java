package hub.decode;

import hub.contract.ContractViolation;
import hub.contract.MetricValues;
import hub.message.RawFrame;
import hub.message.Telemetry;
import hub.product.DeviceDirectory;
import java.util.List;

/** Reads one frame of a known product into telemetry, record by record. */
final class FrameReader {

    private static final String PART = ";record=";

    private FrameReader() {}

    static void read(RawFrame frame, CompiledProduct product, DeviceDirectory devices, Standardizer.Outcome outcome) {
        String format = frame.format();
        int only = -1;
        int cut = format.indexOf(PART);
        if (cut >= 0) {
            only = part(format.substring(cut + PART.length()));
            format = format.substring(0, cut);
        }
        PayloadDecoder decoder = product.decoder(format, frame.payload());
        if (decoder == null) {
            throw DecodeProblem.at(
                    "format",
                    "format",
                    format,
                    -1,
                    "product " + product.product.id() + " does not read " + format + "; add '" + format
                            + "' to its file, or send what it reads");
        }
        List<DecodedRecord> records = decoder.decode(frame.payload(), frame.receivedAt());
        for (int part = 0; part < records.size(); part++) {
            if (only < 0 || only == part) {
                finish(frame, product, devices, records, part, outcome);
            }
        }
    }

    private static int part(String text) {
        Object number = TextNumbers.read(text, false);
        return number instanceof Long whole && whole >= 0 && whole < Reading.MOST_RECORDS * 2L ? whole.intValue() : -1;
    }

    private static void finish(
            RawFrame frame,
            CompiledProduct product,
            DeviceDirectory devices,
            List<DecodedRecord> records,
            int part,
            Standardizer.Outcome outcome) {
        DecodedRecord record = records.get(part);
        if (!record.cutOff) {
            product.finish.finish(record, outcome.now);
        }
        String device = record.isGood() ? device(frame, product, devices, record) : frame.deviceId();
        for (ContractViolation warning : record.warnings) {
            outcome.warnings.add(new StandardizedBatch.Warning(device, product.product.id(), warning));
        }
        if (record.isGood()) {
            outcome.telemetry.add(telemetry(frame, product, device, record, part));
        } else {
            outcome.dead(frame, product, record, records.size() == 1 ? -1 : part);
        }
    }

    /** Whose record it is: the frame's device, or a child that the frame's device may speak for. */
    private static String device(
            RawFrame frame, CompiledProduct product, DeviceDirectory devices, DecodedRecord record) {
        Object named = record.values[product.slots.deviceId];
        String own = frame.deviceId();
        if (named == null || named.equals(own)) {
            return own;
        }
        String other = String.valueOf(named);
        boolean isChild = devices.find(other)
                .filter(child -> child.productId().equals(product.product.id()))
                .filter(child -> child.hubId().equals(own) || frame.door().equals("file"))
                .isPresent();
        if (!isChild) {
            record.fail(new DecodeProblem(
                    "forbidden",
                    ContractViolation.of(
                            Slots.DEVICE_ID,
                            "forbidden",
                            other,
                            "'" + own + "' may not speak for it; register it as a child of this hub and of product "
                                    + product.product.id())));
        }
        return other;
    }

    private static Telemetry telemetry(
            RawFrame frame, CompiledProduct product, String device, DecodedRecord record, int part) {
        Slots slots = product.slots;
        Object deviceTime = record.values[slots.deviceTimestamp];
        Object hubTime = record.values[slots.hubTimestamp];
        String source = deviceTime != null
                ? record.timeSource.isEmpty() ? "device" : record.timeSource
                : hubTime != null ? "hub" : "ingest";
        long time = deviceTime != null ? (Long) deviceTime : hubTime != null ? (Long) hubTime : frame.receivedAt();
        boolean own = device.equals(frame.deviceId());
        String hub = own ? Hubs.hub(frame) : frame.deviceId();
        String child = own ? Hubs.hubBehind(frame).isEmpty() ? "" : device : device;
        return new Telemetry(
                frame.position(),
                part,
                frame.traceId(),
                device,
                time,
                source,
                hub,
                hubTime == null ? 0 : (Long) hubTime,
                product.product.id(),
                product.product.version(),
                child,
                new MetricValues(slots.names, record.values, slots.visible, record.further),
                frame.receivedAt());
    }
}

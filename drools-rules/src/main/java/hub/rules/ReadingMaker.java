package hub.rules;

import hub.message.Telemetry;
import java.util.List;
import java.util.function.Function;

/** Turns telemetry into readings with facts, and lets the devices' tracks learn from them. */
final class ReadingMaker {
    private final RulesInForce rules;
    private final Function<String, DeviceState> devices;
    private String lastProduct;
    private ProductRules lastRules;

    ReadingMaker(RulesInForce rules, Function<String, DeviceState> devices) {
        this.rules = rules;
        this.devices = devices;
    }

    /** Null when no rule has anything to say about the record: unknown metrics only, all late, or all seen before. */
    Reading make(Telemetry telemetry) {
        ProductRules own = rules(telemetry);
        if (own.isEmpty()) {
            return null;
        }
        DeviceState device = devices.apply(telemetry.deviceId());
        MetricTrack[] tracks = device.tracks(own);
        List<ProductRules.Slot> slots = own.slots();
        Reading reading = null;
        for (int i = 0; i < tracks.length; i++) {
            ProductRules.Slot slot = slots.get(i);
            Object raw = telemetry.metrics().get(slot.metric());
            if (raw != null && isNews(telemetry, tracks[i], raw)) {
                if (reading == null) {
                    reading = new Reading(telemetry, device);
                }
                reading.add(fact(reading, slot, tracks[i], raw));
            }
        }
        return reading;
    }

    /**
     * Late data never raises or clears; the same value of the same moment of the device's clock is a duplicate. Records
     * without a time of the device's own count in the order of the stream.
     */
    private static boolean isNews(Telemetry telemetry, MetricTrack track, Object raw) {
        if (telemetry.timestampSource().equals("ingest")) {
            return true;
        }
        long time = telemetry.deviceTimestamp();
        return !track.isLate(time) && !track.repeats(time, raw);
    }

    private static MetricReading fact(Reading reading, ProductRules.Slot slot, MetricTrack track, Object raw) {
        double previous = track.value();
        double number = MetricReading.numberOf(raw);
        int hash = Double.isNaN(number) ? raw.hashCode() : 0;
        track.update(reading.telemetry().deviceTimestamp(), number, hash, slot.slope());
        double slope = slot.slope() ? track.slopePerMinute() : Double.NaN;
        return new MetricReading(reading, slot.metric(), raw, previous, slope, slot.slope());
    }

    private ProductRules rules(Telemetry telemetry) {
        String product = telemetry.productId();
        if (rules.hasCanaries()) {
            return rules.forDevice(product, telemetry.deviceId());
        }
        if (!product.equals(lastProduct)) {
            lastProduct = product;
            lastRules = rules.forProduct(product);
        }
        return lastRules;
    }
}

package hub.bench.living;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a living device measures: a fan-cooled cabinet that heats up while it is in trouble. */
final class Body {
    private static final double NORMAL = 58;
    private static final double HOT = 92;
    private static final double STEP = 6;
    private static final int FULL_SPEED = 1400;

    private double temperature = NORMAL;
    private int targetSpeed = FULL_SPEED;
    private boolean troubled;
    private int ticks;

    /** Lets a moment pass. */
    synchronized void live() {
        ticks++;
        double aim = (troubled ? HOT : NORMAL) + 3 * Math.sin(ticks / 20.0);
        temperature += Math.max(-STEP, Math.min(STEP, aim - temperature));
    }

    synchronized void fallIll() {
        troubled = true;
    }

    synchronized void recover() {
        troubled = false;
    }

    synchronized boolean isTroubled() {
        return troubled;
    }

    synchronized void aimAt(int speed) {
        targetSpeed = speed;
    }

    synchronized int targetSpeed() {
        return targetSpeed;
    }

    /** The metrics of product fan-demo. */
    synchronized Map<String, Object> metrics() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("tempC", Math.round(temperature * 10) / 10.0);
        metrics.put("rpm", troubled ? 90 : targetSpeed);
        metrics.put("current", troubled ? 0.4 : 1.8);
        return metrics;
    }
}

package hub.decode;

import hub.message.RawFrame;

/** The three kinds of sender: a hub itself, a device that stands alone, and a child behind a hub. */
final class Hubs {

    /** What topics write where there is no hub. */
    private static final String NO_HUB = "nohub";

    private Hubs() {}

    /** The hub of a frame, or empty for a device that stands alone. */
    static String hub(RawFrame frame) {
        return frame.hubId().equals(NO_HUB) ? "" : frame.hubId();
    }

    /** The hub that a device stands behind, or empty for a hub itself and a device that stands alone. */
    static String hubBehind(RawFrame frame) {
        return frame.hubId().equals(frame.deviceId()) ? "" : hub(frame);
    }
}

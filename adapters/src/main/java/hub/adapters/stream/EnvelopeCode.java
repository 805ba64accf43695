package hub.adapters.stream;

/** One-byte codes for the words almost every frame carries; code 0 means the word itself is written. */
enum EnvelopeCode {
    DOOR("tcp", "mqtt", "rest", "file", "database"),
    FORMAT("hex", "json", "csv"),
    ROLE(
            "telemetry",
            "alert_report",
            "control_request",
            "control_result",
            "provisioning_complete",
            "upload_request",
            "upload_complete",
            "ota_status");

    static final int TEXT = 0;
    private final String[] words;

    EnvelopeCode(String... words) {
        this.words = words;
    }

    int code(String word) {
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals(word)) {
                return i + 1;
            }
        }
        return TEXT;
    }

    String word(int code) {
        if (code > words.length) {
            throw new UnreadableRecord("unknown " + name().toLowerCase(java.util.Locale.ROOT) + " code " + code);
        }
        return words[code - 1];
    }
}

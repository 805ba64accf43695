package hub.bench.living;

/** What a living device does when it is in trouble and somebody tries to help. */
enum Character {
    /** Cools down when its fan is restarted. */
    RESTART(true, true, false),
    /** Restarts its fan in vain; only new firmware drives the fan rightly. */
    UPDATE(true, true, true),
    /** Says that everything succeeded, and stays hot. */
    LIAR(true, true, false),
    /** Loses its connection when it overheats and comes back later, cool. */
    SILENT(false, false, false),
    /** Its fan is worn out: orders fail, and only a technician repairs it. */
    WORN(true, false, false);

    private final boolean answers;
    private final boolean obeys;
    private final boolean curedByFirmware;

    Character(boolean answers, boolean obeys, boolean curedByFirmware) {
        this.answers = answers;
        this.obeys = obeys;
        this.curedByFirmware = curedByFirmware;
    }

    /** Whether it answers orders while it is in trouble. */
    boolean answers() {
        return answers;
    }

    /** Whether it reports an order as done. */
    boolean obeys() {
        return obeys;
    }

    /** Whether new firmware ends its trouble. */
    boolean curedByFirmware() {
        return curedByFirmware;
    }

    /** Start of the ids of such devices, such as {@code living-restart-}. */
    String prefix() {
        return "living-" + name().toLowerCase(java.util.Locale.ROOT) + "-";
    }
}

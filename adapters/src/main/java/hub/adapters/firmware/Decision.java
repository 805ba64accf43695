package hub.adapters.firmware;

/**
 * What a job does next.
 *
 * @param kind the step
 * @param number how many devices are told, for {@link Kind#TELL}
 * @param reason why, for people
 */
record Decision(Kind kind, int number, String reason) {

    /** The steps a job can take. */
    enum Kind {
        REST,
        TELL,
        NEXT_WAVE,
        COMPLETE,
        ABORT,
        END
    }

    static final Decision REST = new Decision(Kind.REST, 0, "");

    static Decision of(Kind kind, String reason) {
        return new Decision(kind, 0, reason);
    }
}

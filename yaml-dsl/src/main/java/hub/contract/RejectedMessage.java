package hub.contract;

import java.util.List;

/** Says at a door that a message cannot be taken, why, and what its sender can do; the message becomes a dead letter. */
public final class RejectedMessage extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param record which record of the body, from 0
     * @param field the field, level or header
     * @param message what is wrong and what to do
     */
    public record Problem(int record, String field, String message) {}

    /** @param reason the short code of the dead letter, such as {@code unknown-topic} */
    public RejectedMessage(String reason, List<Problem> problems) {
        super(reason + ": " + problems.stream().map(Problem::message).toList());
        this.reason = reason;
        this.problems = List.copyOf(problems);
    }

    /** A rejection for one problem of the whole message. */
    public RejectedMessage(String reason, String field, String message) {
        this(reason, List.of(new Problem(0, field, message)));
    }

    /** The short code of the dead letter. */
    public String reason() {
        return reason;
    }

    /** All that is wrong, in the order of the body. */
    public List<Problem> problems() {
        return problems;
    }
}

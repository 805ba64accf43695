package hub.master.mapping;

/** Says why one row cannot be taken as it is; it waits until its source, its mapping or its parent is right. */
public final class RowProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RowProblem(String message) {
        super(message, null, false, false);
    }
}

package hub.formula;

/** Says what is wrong with a formula, where, and what to do, so that its author can mend it without reading code. */
public final class FormulaProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int position;

    /** @param position from 1, or 0 when the whole formula or its values are meant */
    public FormulaProblem(int position, String message) {
        super(position > 0 ? "at character " + position + ": " + message : message);
        this.position = position;
    }

    /** The character at fault, from 1; 0 when the problem concerns the whole formula or its values. */
    public int position() {
        return position;
    }
}

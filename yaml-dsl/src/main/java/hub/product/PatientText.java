package hub.product;

/** Text that loses patience with a pattern that backtracks without end, because devices choose the text. */
final class PatientText implements CharSequence {

    private static final int PATIENCE = 50_000;

    private final String text;
    private int looks;

    PatientText(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (++looks > PATIENCE) {
            throw new OutOfPatience();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    /** Thrown when a match takes more looks than any sensible pattern needs. */
    static final class OutOfPatience extends RuntimeException {
        private static final long serialVersionUID = 1;

        OutOfPatience() {
            super(null, null, false, false);
        }
    }
}

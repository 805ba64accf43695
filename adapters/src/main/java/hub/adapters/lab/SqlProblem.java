package hub.adapters.lab;

/** Why SQL is not answered, and where in its text. */
final class SqlProblem extends Exception {
    private static final long serialVersionUID = 1L;

    SqlProblem(String message) {
        super(message);
    }

    /** @param position in the SQL from 0, or negative when unknown */
    static SqlProblem at(String sql, long position, String message) {
        if (position < 0 || position > sql.length()) {
            return new SqlProblem("sql: " + message);
        }
        String before = sql.substring(0, (int) position);
        long line = before.chars().filter(letter -> letter == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return new SqlProblem("sql: line " + line + ", column " + column + ": " + message);
    }
}

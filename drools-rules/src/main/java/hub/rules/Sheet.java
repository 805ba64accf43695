package hub.rules;

import java.util.List;

/**
 * The cells of one sheet as text, so that CSV and XLSX are the same from here on.
 *
 * @param name the sheet's name, or empty for CSV
 * @param rows the rows from the top; trailing empty cells may be missing
 */
record Sheet(String name, List<List<String>> rows) {

    String cell(int row, int column) {
        if (row < 0 || row >= rows.size()) {
            return "";
        }
        List<String> cells = rows.get(row);
        return column < cells.size() ? cells.get(column).strip() : "";
    }

    int width(int row) {
        return row < rows.size() ? rows.get(row).size() : 0;
    }

    boolean isBlank(int row) {
        return row >= rows.size() || rows.get(row).stream().allMatch(String::isBlank);
    }

    /** The cell's address as spreadsheets show it, such as {@code C7}. */
    static String address(int row, int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.append(row + 1).toString();
    }

    /** The address with the sheet's name, if it has one. */
    String place(int row, int column) {
        return name.isEmpty() ? address(row, column) : name + "!" + address(row, column);
    }
}

package hub.check;

import java.util.List;

/** One kind of editable file that {@code hub check} looks at. */
interface CheckPart {

    /** What is looked at, in the plural: {@code products}. */
    String name();

    /** Looks at all files of this kind. */
    Result run();

    /**
     * What came out.
     *
     * @param files how many files were looked at
     * @param cases how many cases were run
     * @param problems everything found, errors and warnings
     */
    record Result(int files, int cases, List<FileProblem> problems) {}
}

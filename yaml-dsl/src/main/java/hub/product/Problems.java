package hub.product;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file, each thing once, so that its owner mends all of it in one go. */
final class Problems {

    private static final int MOST = 200;

    private final String file;
    private final List<ProductProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(int line, String path, String message) {
        ProductProblem problem = new ProductProblem(file, line, path, message);
        if (found.size() < MOST && !found.contains(problem)) {
            found.add(problem);
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether a place was complained about already. */
    boolean has(String path) {
        return found.stream().anyMatch(problem -> problem.path().equals(path));
    }

    List<ProductProblem> inOrder() {
        return found.stream().sorted(ProductProblem.IN_ORDER).toList();
    }
}

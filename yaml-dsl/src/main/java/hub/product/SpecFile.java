package hub.product;

import java.util.List;

/** An editable file of any kind that has a schema: read with its lines, checked, and asked for what else is wrong. */
public final class SpecFile {

    private final SpecNode root;
    private final Problems problems;

    private SpecFile(SpecNode root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /**
     * Reads a text.
     *
     * @param file the name under which problems are told
     * @param schema the name of a schema in {@code yaml-dsl/contracts}
     */
    public static SpecFile read(String file, String text, String schema) {
        Problems problems = new Problems(file);
        SpecNode root = YamlText.read(text, problems);
        ProductSchema.load(schema).check(root);
        return new SpecFile(root, problems);
    }

    /** The whole file. */
    public SpecNode root() {
        return root;
    }

    /** All that is wrong so far, in reading order. */
    public List<ProductProblem> problems() {
        return problems.inOrder();
    }
}

package hub.decode;

import hub.product.CommandCase;
import hub.product.Product;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Says how what becomes of an order differs from what a case states. */
final class CommandComparison {

    private CommandComparison() {}

    static List<String> differences(CommandCase stated, Product product) {
        List<String> found = CommandCheckup.problems(product, stated.command(), stated.parameters());
        List<String> differences = new ArrayList<>();
        if (found.size() != stated.problems().size()) {
            differences.add(
                    "stated " + stated.problems().size() + " problems but there are " + found.size() + ": " + found);
        }
        for (int at = 0; at < Math.min(found.size(), stated.problems().size()); at++) {
            if (!found.get(at).contains(stated.problems().get(at))) {
                differences.add("problems: stated '" + stated.problems().get(at) + "' but is '" + found.get(at) + "'");
            }
        }
        if (!stated.downlink().isEmpty() && found.isEmpty()) {
            String written = written(stated, product);
            if (!written.equals(stated.downlink())) {
                differences.add("downlink: stated " + stated.downlink() + " but is " + written);
            }
        }
        return differences;
    }

    private static String written(CommandCase stated, Product product) {
        byte[] bytes = CommandEncoder.encode(
                product.spec().command(stated.command()).orElseThrow(),
                stated.parameters(),
                CommandEncoder.number(stated.executionId()));
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}

package hub.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Reads every example of docs/add-a-product.md, so that the guide cannot teach what the hub refuses. */
class GuideTest {

    private static final Pattern BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ITEM =
            Pattern.compile("`(\\{ (?:id|type|contents|switch-on|presence|tags|repeat|size).*?})`");

    private final ProductSpecReader reader = new ProductSpecReader();

    @TestFactory
    Stream<DynamicTest> everyExampleIsUnderstood() throws IOException {
        String guide = Files.readString(Path.of(System.getProperty("hub.home", ".."), "docs/add-a-product.md"));
        Stream<String> blocks = matches(BLOCK, guide)
                .filter(block -> block.matches("(?s)(json|csv|metrics|framing):.*"))
                .map(block -> block.startsWith("json") || block.startsWith("csv") ? block : "json: {}\n" + block);
        Stream<String> items = matches(ITEM, guide)
                .filter(item -> !item.contains("[ ..."))
                .filter(item -> !item.contains("cases: ..."))
                .map(item -> "hex: { seq: [ { id: g, type: u1 }, " + item + " ] }\n");
        return Stream.concat(blocks, items)
                .map(text -> DynamicTest.dynamicTest(text.lines().toList().toString(), () -> understand(text)));
    }

    private void understand(String text) {
        List<String> problems = reader.read("guide", "productId: guide\n" + text).problems().stream()
                .map(ProductProblem::message)
                .filter(message -> !message.contains("is not a field of this product"))
                .filter(message -> !message.contains("bytes need a layout"))
                .toList();
        assertThat(problems).isEmpty();
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }
}

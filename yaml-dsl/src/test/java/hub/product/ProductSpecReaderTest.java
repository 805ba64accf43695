package hub.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductSpecReaderTest {

    private final ProductSpecReader reader = new ProductSpecReader();

    @Test
    void collectsEveryProblemWithLineFieldAndAdvice() {
        List<String> problems = problems("""
                productId: prod-x
                onUnknownDevise: quarantine
                hex:
                  endian: middle
                  seq:
                    - { id: tempC, type: u9 }
                    - { id: rpm, typ: u2 }
                    - { id: power, type: u2, expr: "value * volage" }
                    - { id: volt, type: u2, scal: 0.1 }
                metrics:
                  tempC: { logicalType: numbr, minimum: 5, maximum: 1 }
                derived:
                  a: b + 1
                  b: a + 1
                """);
        assertThat(problems)
                .anySatisfy(line -> assertThat(line).contains("x:2 onUnknownDevise", "did you mean 'onUnknownDevice'?"))
                .anySatisfy(line -> assertThat(line).contains("x:4 hex.endian", "be, le, cdab, badc", "middle"))
                .anySatisfy(line -> assertThat(line).contains("x:6 hex.seq[0].type", "u9", "u1..u8"))
                .anySatisfy(line -> assertThat(line).contains("x:7 hex.seq[1].typ", "did you mean 'type'?"))
                .anySatisfy(line -> assertThat(line).contains("x:8 hex.seq[2].expr", "'volage'"))
                .anySatisfy(line -> assertThat(line).contains("x:9 hex.seq[3].scal", "did you mean 'scale'?"))
                .anySatisfy(line -> assertThat(line).contains("x:11 metrics.tempC", "minimum is larger"))
                .anySatisfy(line -> assertThat(line).contains("x:11 metrics.tempC.logicalType", "integer, number"))
                .anySatisfy(line -> assertThat(line).contains("x:13 derived.a", "circle"));
        assertThat(problems).hasSizeGreaterThan(9);
    }

    @Test
    void aBrokenTagIsAProblemOfTheFile() {
        assertThat(problems("productId: !a%20 b")).first().asString().contains("not valid YAML");
    }

    @Test
    void readsTheCatalogueOfActions() {
        ProductAction action = reader.read(Path.of("products/prod-a.product.yaml"))
                .product()
                .orElseThrow()
                .spec()
                .action("reduce-speed")
                .orElseThrow();
        assertThat(action.kind()).isEqualTo(hub.message.Command.Kind.SHADOW);
        assertThat(action.parameters()).containsEntry("targetRpm", 1200);
        assertThat(action.window()).hasMinutes(2);
        assertThat(action.resource()).isEqualTo("motor");
        assertThat(action.condition().test(java.util.Map.of("rpm", 1200L)::get)).isTrue();
    }

    @Test
    void namesWhatIsWrongWithAnAction() {
        assertThat(problems("""
                        productId: prod-x
                        json: {}
                        metrics: { tempC: {} }
                        actions:
                          stop: { kind: command, verify: { condition: tempC + 1 } }
                          go: { kind: shadow, verify: { condition: "tempC < 5", window: 5s, settle: 5s } }
                          run: { kind: order, verify: { condition: "temp < 5" }, atempts: 2 }
                        """))
                .anySatisfy(line -> assertThat(line).contains("x:5 actions.stop.verify.condition", "true or false"))
                .anySatisfy(
                        line -> assertThat(line).contains("x:6 actions.go.verify.settle", "shorter than the window"))
                .anySatisfy(line -> assertThat(line).contains("x:6 actions.go", "needs 'parameters'"))
                .anySatisfy(line -> assertThat(line).contains("x:7 actions.run.kind", "command, shadow, job"))
                .anySatisfy(line -> assertThat(line).contains("x:7 actions.run.verify.condition", "'temp'"))
                .anySatisfy(line -> assertThat(line).contains("x:7 actions.run.atempts", "did you mean 'attempts'?"));
    }

    @Test
    void readsHowLongReadingsStayHotInWholeDays() {
        String product = "productId: prod-x\nhex: { seq: [ { id: a, type: u1 } ] }\nretention: { hot: %s }\n";
        assertThat(reader.read("x", product.formatted("48h"))
                        .product()
                        .orElseThrow()
                        .spec()
                        .retention()
                        .hot())
                .isEqualTo(java.time.Duration.ofDays(2));
        assertThat(problems(product.formatted("36h")))
                .anySatisfy(line -> assertThat(line).contains("x:3 retention.hot", "whole days"));
        assertThat(problems(product.formatted("10")))
                .anySatisfy(line -> assertThat(line).contains("x:3 retention.hot"));
    }

    @Test
    void ignoresKeysThatBeginWithX() {
        assertThat(problems("""
                        productId: prod-x
                        x-team: { anything: [1, 2] }
                        hex: { x-note: 1, seq: [ { id: a, type: u1, x-why: because } ] }
                        metrics: { a: { x-old-name: b } }
                        """)).isEmpty();
    }

    @Test
    void keepsWordsThatOldYamlTakesForTruths() {
        Product product = reader.read("x", """
                        productId: prod-x
                        hex:
                          seq: [ { id: fan, type: u1, enum: { 0: off, 1: on, 2: 12:30 } } ]
                        """).product().orElseThrow();
        LayoutItem.Field field =
                (LayoutItem.Field) product.spec().hex().orElseThrow().items().get(0);
        assertThat(field.conversion().names()).containsValues("off", "on", "12:30");
    }

    @Test
    void demandsThatTheFileIsCalledLikeTheProduct(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("other.product.yaml"), "productId: prod-x\njson: {}\n");
        assertThat(reader.read(file).problems()).singleElement().asString().contains("prod-x.product.yaml");
    }

    @Test
    void givesEachTextItsOwnVersion() {
        String text = "productId: prod-x\njson: {}\n";
        String version = reader.read("x", text).product().orElseThrow().version();
        assertThat(version).matches("[0-9a-f]{12}");
        assertThat(reader.read("x", text + "# changed\n")
                        .product()
                        .orElseThrow()
                        .version())
                .isNotEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just words",
                "- a\n- list\n",
                "a: [",
                "a: 1\na: 2\n",
                "\t- tab",
                "productId: prod-x",
                "productId: [1]\nhex: 5\njson: x\ncsv: []\nmetrics: 1\nderived: []\nframing: 3\nenums: 4\nrules: 9\n",
                "a: &a [1,2]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n"
                        + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d]\n",
                "a: &a { b: *a }\n",
                "productId: prod-x\njson: {}\nmetrics: { a: { ? '' : 1 } }\n",
                "productId: prod-x\njson: {}\nframing: { port: 7000, size: 4, delimiter: \"0A\", reply: {accept: zz} }",
                "productId: prod-x\njson: {}\nframing: { port: 1, length: { size: 2, strip: 3 }, deviceIdFrom: { at: 0, length: 1 } }",
                "productId: prod-x\nhex: { seq: [ { id: a, type: u1, value: b } ] }",
                "productId: prod-x\nhex: { seq: [ { id: a, type: str } ] }",
                "productId: prod-x\nhex: { seq: [ { tags: { cases: { 0x0102: { id: a, type: u1 } } } } ] }",
                "productId: prod-x\njson: { fields: [ { id: a, path: 'b..c' } ] }",
                "productId: prod-x\ncsv: { header: false }",
                "productId: prod-x\ncsv: { encoding: KLINGON }",
                "productId: prod-x\njson: {}\nrules: [ { name: r, check: 'tempC', message: m } ]"
            })
    void saysWhatIsWrongWhateverIsWritten(String text) {
        ProductReading reading = reader.read("x", text);
        assertThat(reading.product()).isEmpty();
        assertThat(reading.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
    }

    private List<String> problems(String text) {
        return reader.read("x", text).problems().stream().map(Object::toString).toList();
    }
}

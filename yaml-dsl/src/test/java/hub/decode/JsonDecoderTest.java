package hub.decode;

import static org.assertj.core.api.Assertions.assertThat;

import hub.message.DeadLetter;
import hub.message.Telemetry;
import hub.product.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecoderTest {

    private final Product standard = product("json: {}");

    @Test
    void readsBodiesAfterOneAnotherAsRecords() {
        StandardizedBatch batch =
                read(standard, "{\"data\":{\"metrics\":{\"a\":1}}}\n{\"data\":{\"metrics\":{\"a\":2}}}\n");
        assertThat(batch.telemetry())
                .extracting(telemetry -> telemetry.metrics().get("a"), Telemetry::part)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, 0), org.assertj.core.groups.Tuple.tuple(2L, 1));
    }

    @Test
    void keepsTheKindsOfValuesAndLeavesNullsOut() {
        StandardizedBatch batch = read(
                standard,
                "{\"data\":{\"metrics\":{\"n\":1.50,\"w\":2.0,\"t\":\"x\",\"b\":true,\"l\":[1,\"y\"],\"z\":null}}}");
        assertThat(batch.telemetry().get(0).metrics()).hasToString("{n=1.5, w=2, t=x, b=true, l=[1, y]}");
    }

    @Test
    void aMetricThatIsAnObjectIsRefusedByName() {
        StandardizedBatch batch = read(standard, "{\"data\":{\"metrics\":{\"a\":{\"b\":1},\"c\":[[1]],\"d\":1e999}}}");
        assertThat(batch.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.problems())
                        .hasSize(3)
                        .anySatisfy(problem -> assertThat(problem).startsWith("a: type"))
                        .anySatisfy(problem -> assertThat(problem).startsWith("c: type")));
    }

    @Test
    void namesEverythingThatIsWrongWithARecord() {
        Product product = product("""
                json: { fields: [ { id: a, path: a, type: number }, { id: b, path: b, enum: { 1: x } }, { id: c, path: c } ] }
                metrics: { a: { required: true }, b: {}, c: { maximum: 5 }, d: { required: true } }
                """);
        assertThat(read(product, "{\"a\":\"q\",\"b\":2,\"c\":9,\"device_timestamp\":\"z\"}")
                        .deadLetters()
                        .get(0)
                        .problems())
                .extracting(problem -> problem.split("[,:] ")[0] + " " + problem.split("[,:] ")[1])
                .containsExactly("device_timestamp type", "a type", "b enum", "c range", "d required");
    }

    @Test
    void undeclaredMetricsAreKeptDroppedOrRefusedAsTheProductSays() {
        String body = "{\"data\":{\"metrics\":{\"a\":1,\"more\":2}}}";
        String metrics = "json: {}\nmetrics: { a: {} }\n";
        assertThat(read(product(metrics), body).telemetry().get(0).metrics()).hasToString("{a=1, more=2}");
        assertThat(read(product(metrics + "undeclared: drop"), body)
                        .telemetry()
                        .get(0)
                        .metrics())
                .hasToString("{a=1}");
        assertThat(read(product(metrics + "undeclared: refuse"), body)
                        .deadLetters()
                        .get(0)
                        .problems()
                        .get(0))
                .contains("more: undeclared, value 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "nonsense", "{\"a\":}", "\"text\"", "7", "null", "{\"data\":1} x", "[1]", "[[[["})
    void everyBrokenBodyIsBadJsonWithAPlace(String body) {
        StandardizedBatch batch = read(standard, body);
        assertThat(batch.telemetry()).isEmpty();
        assertThat(batch.deadLetters())
                .isNotEmpty()
                .allSatisfy(letter -> assertThat(letter.problems()).isNotEmpty());
        assertThat(batch.deadLetters()).extracting(DeadLetter::reason).contains("bad-json");
    }

    @Test
    void refusesABodyOfMoreRecordsThanOneMessageMayHold() {
        String element = "{\"data\":{\"metrics\":{\"a\":1}}}";
        StandardizedBatch batch = read(standard, "[" + (element + ",").repeat(5000) + element + "]");
        assertThat(batch.telemetry()).isEmpty();
        assertThat(batch.deadLetters()).hasSize(1);
    }

    @Test
    void recordsInsideBytesHaveTheBodysTimeUnlessTheyBringTheirOwn() {
        Product product = product("""
                json: {}
                hex:
                  seq:
                    - repeat: eos
                      record: true
                      seq:
                        - { id: a, type: u1 }
                        - { id: device_timestamp, value: 1756653767, if: a == 2 }
                """);
        StandardizedBatch batch =
                read(product, "{\"header\":{\"timestamp\":1756653700},\"data\":{\"bin\":\"010203\"}}");
        assertThat(batch.telemetry())
                .extracting(telemetry -> telemetry.timestampSource() + " " + telemetry.deviceTimestamp())
                .containsExactly("header 1756653700000", "device 1756653767000", "header 1756653700000");
    }

    private static StandardizedBatch read(Product product, String body) {
        return TestingFrames.readText(product, "json", body);
    }

    private static Product product(String rest) {
        return TestingFrames.product("productId: prod-x\n" + rest);
    }
}

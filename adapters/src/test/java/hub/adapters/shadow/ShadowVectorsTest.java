package hub.adapters.shadow;

import static hub.adapters.shadow.TestingShadow.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The conformance vectors of the device shadow, in their order, and the words for what is refused. */
class ShadowVectorsTest {

    private final TestingShadow shadow = new TestingShadow();

    @Test
    void v1DesiredWithoutReportedIsADelta() {
        assertThat(shadow.update("{'state':{'desired':{'led':'on'}}}")
                        .path("version")
                        .asLong())
                .isEqualTo(1);

        assertThat(shadow.message("/update/delta").path("state")).isEqualTo(json("{'led':'on'}"));
        assertThat(shadow.get().path("state")).isEqualTo(json("{'desired':{'led':'on'},'delta':{'led':'on'}}"));
    }

    @Test
    void v2ReportingWhatIsDesiredEndsTheDelta() {
        shadow.update("{'state':{'desired':{'led':'on'}}}");

        assertThat(shadow.update("{'state':{'reported':{'led':'on'}}}")
                        .path("version")
                        .asLong())
                .isEqualTo(2);

        assertThat(shadow.message("/update/delta")).isNull();
        assertThat(shadow.get().path("state")).isEqualTo(json("{'desired':{'led':'on'},'reported':{'led':'on'}}"));
    }

    @Test
    void v3AnotherVersionIsAConflict() {
        shadow.update("{'state':{'desired':{'led':'on'}}}");
        shadow.update("{'state':{'reported':{'led':'on'}}}");

        assertRefused(shadow.update("{'state':{'desired':{'led':'off'}},'version':1}"), 409, "Version conflict");
        assertThat(shadow.update("{'state':{'desired':{'led':'off'}},'version':2}")
                        .path("version")
                        .asLong())
                .isEqualTo(3);
    }

    @Test
    void v4OnlyDifferingLeavesAreInTheDelta() {
        shadow.update("{'state':{'desired':{'a':{'b':1,'c':2}},'reported':{'a':{'b':1.0,'c':3}}}}");

        assertThat(shadow.message("/update/delta").path("state")).isEqualTo(json("{'a':{'c':2}}"));
        assertThat(shadow.message("/update/delta").path("metadata"))
                .isEqualTo(json("{'a':{'c':{'timestamp':" + shadow.second() + "}}}"));
    }

    @Test
    void v5AnArrayReplacesAnArray() {
        shadow.update("{'state':{'desired':{'colors':['R','G','B']}}}");
        shadow.update("{'state':{'desired':{'colors':['R']}}}");

        assertThat(shadow.get().at("/state/desired/colors")).isEqualTo(json("['R']"));
        assertThat(shadow.get().at("/metadata/desired/colors"))
                .isEqualTo(json("[{'timestamp':" + shadow.second() + "}]"));
    }

    @Test
    void v6NullRemovesAKeyAndItsMetadata() {
        shadow.update("{'state':{'desired':{'x':1,'y':2}}}");

        assertThat(shadow.update("{'state':{'desired':{'x':null}}}")
                        .path("version")
                        .asLong())
                .isEqualTo(2);

        assertThat(shadow.get().at("/state/desired")).isEqualTo(json("{'y':2}"));
        assertThat(shadow.get().at("/metadata/desired").has("x")).isFalse();
    }

    @Test
    void v7NullRemovesASection() {
        shadow.update("{'state':{'desired':{'x':1},'reported':{'x':1}}}");

        shadow.update("{'state':{'desired':null}}");

        assertThat(shadow.get().path("state")).isEqualTo(json("{'reported':{'x':1}}"));
        assertThat(shadow.get().path("metadata").has("desired")).isFalse();
    }

    @Test
    void v8NullInAnArrayIsRefused() {
        assertRefused(
                shadow.update("{'state':{'desired':{'colors':[null,'R']}}}"), 400, "State contains an invalid node");
        assertRefused(shadow.get(), 404, "No shadow exists with name: pump-1");
    }

    @Test
    void v9DeletionKeepsTheVersion() {
        shadow.update("{'state':{'desired':{'x':1}}}");
        shadow.update("{'state':{'desired':{'x':2}}}");

        assertThat(shadow.delete()).isEqualTo(json("{'version':2,'timestamp':" + shadow.second() + "}"));
        assertRefused(shadow.delete(), 404, "No shadow exists with name: pump-1");
        assertThat(shadow.update("{'state':{'reported':{'y':1}}}")
                        .path("version")
                        .asLong())
                .isEqualTo(3);
        assertThat(shadow.get().path("state")).isEqualTo(json("{'reported':{'y':1}}"));
    }

    @Test
    void v10AClientTokenHasAtMost64Bytes() {
        assertRefused(shadow.update(withToken("t".repeat(66))), 400, "Invalid clientToken");
        assertRefused(shadow.update(withToken("온".repeat(22))), 400, "Invalid clientToken");
        assertThat(shadow.update(withToken("t".repeat(64))).path("clientToken").asText())
                .hasSize(64);
        assertThat(shadow.message("/documents").has("clientToken")).isTrue();
    }

    @Test
    void v11TheSizeAfterTheMergeCounts() {
        int braces = "{\"a\":\"\"}".length();
        shadow.update("{'state':{'desired':{'a':'" + "x".repeat(4096 - braces) + "'}}}");
        shadow.update("{'state':{'reported':{'a':'" + "x".repeat(4096 - braces) + "'}}}");

        assertRefused(
                shadow.update("{'state':{'reported':{'a':'" + "x".repeat(4097 - braces) + "'}}}"),
                413,
                "The payload exceeds the maximum size allowed");
        assertRefused(
                shadow.update("{'state':{'reported':{'b':1}}}"), 413, "The payload exceeds the maximum size allowed");
        assertThat(shadow.get().path("version").asLong()).isEqualTo(2);
    }

    @Test
    void v12UntouchedLeavesKeepTheirTimes() {
        shadow.update("{'state':{'desired':{'a':{'b':1,'c':1}}}}");
        long before = shadow.second();
        shadow.wait(10);

        shadow.update("{'state':{'desired':{'a':{'c':2}}}}");

        assertThat(shadow.get().at("/metadata/desired/a/b/timestamp").asLong()).isEqualTo(before);
        assertThat(shadow.get().at("/metadata/desired/a/c/timestamp").asLong()).isEqualTo(before + 10);
    }

    @Test
    void v13AnUnknownSectionIsRefused() {
        assertRefused(shadow.update("{'state':{'foo':{}}}"), 400, "State contains an invalid node");
    }

    @Test
    void v14WhatIsOnlyReportedIsNoDelta() {
        shadow.update("{'state':{'desired':{'a':1},'reported':{'a':1,'b':2}}}");

        assertThat(shadow.message("/update/delta")).isNull();
        shadow.update("{'state':{'reported':{'a':null}}}");
        assertThat(shadow.message("/update/delta").path("state")).isEqualTo(json("{'a':1}"));
    }

    @Test
    void v15AcceptedHoldsOnlyWhatWasAsked() {
        shadow.update("{'state':{'desired':{'a':1,'b':1}}}");

        JsonNode accepted = shadow.update("{'state':{'desired':{'b':2}},'clientToken':'t'}");

        String stamp = "{'timestamp':" + shadow.second() + "}";
        assertThat(accepted)
                .isEqualTo(json("{'state':{'desired':{'b':2}},'metadata':{'desired':{'b':" + stamp
                        + "}},'version':2,'timestamp':" + shadow.second() + ",'clientToken':'t'}"));
        assertThat(shadow.message("/documents").at("/previous/state")).isEqualTo(json("{'desired':{'a':1,'b':1}}"));
        assertThat(shadow.message("/documents").at("/current/version").asLong()).isEqualTo(2);
        assertThat(shadow.topics())
                .containsExactly(
                        "$aws/things/pump-1/shadow/update/accepted",
                        "$aws/things/pump-1/shadow/update/delta",
                        "$aws/things/pump-1/shadow/update/documents");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                    | 400 | Invalid JSON",
                "[]                                   | 400 | Invalid JSON",
                "''                                   | 400 | Invalid JSON",
                "{'state':{}} x                       | 400 | Invalid JSON",
                "{'state':{'desired':{'a':'\\ud800'}}} | 400 | Invalid JSON",
                "{'version':1}                        | 400 | Missing required node: state",
                "{'state':7}                          | 400 | State node must be an object",
                "{'state':{'desired':[]}}             | 400 | Desired node must be an object",
                "{'state':{'reported':1}}             | 400 | Reported node must be an object",
                "{'state':{},'version':'1'}           | 400 | Invalid version",
                "{'state':{},'version':1.5}           | 400 | Invalid version",
                "{'state':{},'clientToken':1}         | 400 | Invalid clientToken",
                "{'state':{},'version':9}             | 409 | Version conflict",
            })
    void whatIsWrongIsNamedAndChangesNothing(String body, int code, String message) {
        assertRefused(shadow.update(body.equals("''") ? "" : body), code, message);
        assertThat(shadow.kept().revision()).isZero();
    }

    @Test
    void nestingAndEncodingHaveTheirLimits() {
        assertThat(shadow.update("{'state':{'desired':" + nested(8) + "}}").has("version"))
                .isTrue();
        String tooMany = "JSON contains too many levels of nesting; maximum is 6";
        assertRefused(shadow.update("{'state':{'desired':" + nested(9) + "}}"), 400, tooMany);
        assertRefused(shadow.update("{'state':{'desired':" + nested(5000) + "}}"), 400, tooMany);
        assertRefused(
                shadow.update("{\"state\":{\"desired\":{\"a\":\"é\"}}}".getBytes(StandardCharsets.ISO_8859_1)),
                415,
                "Unsupported documented encoding; supported encoding is UTF-8");
    }

    @Test
    void anEmptyShadowIsAShadow() {
        shadow.update("{'state':{'desired':{'a':1}}}");
        shadow.update("{'state':null}");

        assertThat(shadow.get().path("state")).isEqualTo(json("{}"));
        assertThat(shadow.get().path("version").asLong()).isEqualTo(2);
    }

    @Test
    void anUnreachedDesireIsDueUntilItIsReported() {
        shadow.update("{'state':{'desired':{'a':1}}}");
        assertThat(shadow.kept().dueAt()).isPresent();
        var due = shadow.kept().dueAt();
        shadow.wait(5);

        shadow.update("{'state':{'reported':{'b':1}}}");
        assertThat(shadow.kept().dueAt()).isEqualTo(due);
        shadow.update("{'state':{'reported':{'a':1}}}");
        assertThat(shadow.kept().dueAt()).isEmpty();
    }

    private static String nested(int levels) {
        return "{'k':".repeat(levels) + "1" + "}".repeat(levels);
    }

    private static String withToken(String token) {
        return "{'state':{'desired':{'a':1}},'clientToken':'" + token + "'}";
    }

    private static void assertRefused(JsonNode answer, int code, String message) {
        assertThat(answer.path("code").asInt()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.path("message").asText()).isEqualTo(message);
    }
}

package hub.master.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiPagesTest {

    private static final String STATUS = "CamelHttpResponseCode";

    private final ApiPages pages = new ApiPages(Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC));
    private final Poll poll = new Poll(
            "api",
            "api.article",
            new Poll.Columns("updatedAt", ""),
            new Poll.Start(
                    Optional.of(Mark.written("2026-01-01T00:00:00Z")), Optional.empty(), Optional.empty(), "\"1\""),
            Optional.empty());

    @Test
    void numberedPagesEndWithAnEmptyOne() {
        assertThat(poll.etag()).isEqualTo("\"1\"");
        read("{\"data\": {\"list\": [{\"id\": 1, \"updatedAt\": \"2026-01-05T00:00:00Z\"}]}}", "data.list", "page");

        assertThat(poll.more()).isTrue();
        assertThat(poll.page()).isEqualTo(2);
        assertThat(poll.since()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(poll.etag()).isEqualTo("\"-\"");
        read("{\"data\": {\"list\": []}}", "data.list", "page");
        assertThat(poll.more()).isFalse();
        assertThat(poll.tagOfRound()).isEqualTo("\"2\"");
        assertThat(poll.furthest()).contains(Mark.written("2026-01-05T00:00:00Z"));
    }

    @Test
    void aCursorIsFollowedUntilThereIsNone() {
        read("{\"items\": [{\"id\": 1}], \"next\": \"abc\"}", "items", "next");
        assertThat(poll.cursor()).isEqualTo("abc");
        assertThat(poll.more()).isTrue();
        read("{\"items\": [{\"id\": 2}], \"next\": null}", "items", "next");
        assertThat(poll.more()).isFalse();
    }

    @Test
    void aListMayBeTheWholeAnswer() {
        assertThat(read("[{\"id\": 1, \"at\": {\"city\": \"Busan\"}}]", "", "")).hasSize(1);
        assertThat(poll.more()).isFalse();
    }

    @Test
    void whatDidNotChangeTellsNothing() {
        assertThat(pages.rows(poll, Map.of(STATUS, 304), null, "items", "page")).isEmpty();
        poll.turn(List.of());
        assertThat(poll.more()).isFalse();
        assertThat(poll.wasUnchanged()).isTrue();
        assertThat(poll.tagOfRound()).isEqualTo("\"1\"");
    }

    @Test
    void aRefusalSaysWhatTheApiSaidAndWhenToAskAgain() {
        assertThatThrownBy(() ->
                        pages.rows(poll, Map.of(STATUS, 429, "retry-after", "90"), bytes("slow down"), "items", "page"))
                .isInstanceOfSatisfying(
                        SourceRefused.class,
                        refused -> assertThat(refused.patience()).isEqualTo(Duration.ofSeconds(90)))
                .hasMessage("the API answers 429: slow down");
        assertThatThrownBy(() -> pages.rows(
                        poll,
                        Map.of(STATUS, 503, "Retry-After", "Sat, 31 Jan 2026 12:05:00 GMT"),
                        bytes(""),
                        "items",
                        "page"))
                .isInstanceOfSatisfying(
                        SourceRefused.class,
                        refused -> assertThat(refused.patience()).isEqualTo(Duration.ofMinutes(5)));
        assertThatThrownBy(() -> read("{\"rows\": []}", "items", "page"))
                .hasMessage("the API's answer has no list at 'items'; it has rows");
        assertThatThrownBy(() -> read("<html>", "items", "page")).hasMessageContaining("no JSON: <html>");
        assertThatThrownBy(() -> read("[7]", "", "")).hasMessageContaining("item 1 of the API's list is no object: 7");
    }

    private List<Map<String, Object>> read(String body, String items, String next) {
        List<Map<String, Object>> rows =
                pages.rows(poll, Map.of(STATUS, 200, "Etag", "\"2\""), bytes(body), items, next);
        poll.turn(rows);
        return rows;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

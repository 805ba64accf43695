package hub.adapters.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.contract.RejectedMessage;
import hub.message.RawFrame;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxMessagesTest {

    private final InboxMessages messages = new InboxMessages(product -> true, Clock.systemUTC());

    @Test
    void rowsAreGroupedByTheirDeviceColumnWithTheHeaderInFront() throws RejectedMessage {
        List<RawFrame> frames =
                read("prod-a/week.csv", "tempC,device_id\r\n78,dev-1\r\n79,dev-1\r\n80,\"dev-2\"\r\n81,dev-1");

        assertThat(frames).extracting(RawFrame::deviceId).containsExactly("dev-1", "dev-2", "dev-1");
        assertThat(new String(frames.get(0).payload(), UTF_8)).isEqualTo("tempC,device_id\r\n78,dev-1\r\n79,dev-1\r\n");
        assertThat(frames)
                .extracting(RawFrame::address)
                .containsExactly("prod-a/week.csv#1", "prod-a/week.csv#3", "prod-a/week.csv#4");
        assertThat(frames).extracting(RawFrame::productId).containsOnly("prod-a");
    }

    @Test
    void withoutADeviceColumnTheFileNamesTheDevice() throws RejectedMessage {
        List<RawFrame> frames = read("prod-a/dev-7.csv", "tempC,rpm\n78,1000\n");

        assertThat(frames).extracting(RawFrame::deviceId).containsExactly("dev-7");
    }

    @Test
    void aQuotedLineEndDoesNotCutARow() throws RejectedMessage {
        List<RawFrame> frames = read("prod-a/x.csv", "note,device_id\n\"two\nlines\",dev-1\nplain,dev-2\n");

        assertThat(frames).extracting(RawFrame::deviceId).containsExactly("dev-1", "dev-2");
    }

    @Test
    void jsonLinesAndArraysAreOneFrameARecord() throws RejectedMessage {
        String record = "{\"device_id\":\"dev-1\",\"data\":{\"metrics\":{\"tempC\":78}}}";

        assertThat(read("prod-a/x.ndjson", record + "\n" + record + "\n")).hasSize(2);
        assertThat(read("prod-a/x.json", "[" + record + ", " + record + "]"))
                .extracting(frame -> new String(frame.payload(), UTF_8))
                .containsExactly(record, record);
    }

    @Test
    void hexLinesMayNameTheirDevice() throws RejectedMessage {
        List<RawFrame> frames = read("prod-a/dev-9.hex", "01 4E 02 03 E8\ndev-2: 014F\n");

        assertThat(frames).extracting(RawFrame::deviceId).containsExactly("dev-9", "dev-2");
        assertThat(frames.get(0).payload()).containsExactly(1, 0x4E, 2, 3, 0xE8);
    }

    @Test
    void whatCannotBeReadSaysWhereAndWhatToDo() {
        assertThatThrownBy(() -> read("prod-a/x.json", "{\"a\":")).hasMessageContaining("line 1");
        assertThatThrownBy(() -> read("prod-a/x.csv", "tempC\n")).hasMessageContaining("no row behind the header");
        assertThatThrownBy(() -> read("prod-a/x.hex", "01 4G")).hasMessageContaining("pairs of 0-9 a-f");
        assertThatThrownBy(() -> read("prod-a/x.txt", "hello")).hasMessageContaining(".csv");
    }

    private List<RawFrame> read(String path, String body) throws RejectedMessage {
        return messages.read(path, body.getBytes(UTF_8)).stream()
                .flatMap(List::stream)
                .toList();
    }
}

package hub.adapters.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import hub.product.DeviceIdSource;
import hub.product.DeviceIdSource.FixedBytes;
import hub.product.DeviceIdSource.Notation;
import hub.product.FrameCut;
import hub.product.Framing;
import hub.product.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProductFramesTest {

    private static final Optional<DeviceIdSource> FIRST_BYTE =
            Optional.of(new FixedBytes(0, 1, Notation.HEX, "meter-"));

    private final List<String> frames = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    @Test
    void aLengthFieldTellsWhereAFrameEnds() {
        FrameLayout layout = layout(new FrameCut.LengthField(1, 1, false, 2, 0), FIRST_BYTE);

        cut(layout, "11 02 AA BB CC DD", "22 00", " 01 02 33");

        assertThat(frames).containsExactly("meter-11:1102aabbccdd", "meter-22:22000102");
        assertThat(refused).isEmpty();
    }

    @Test
    void aLengthThatNoFrameMayHaveIsRefusedWithItsPlace() {
        FrameLayout layout = layout(new FrameCut.LengthField(0, 4, true, 0, 4), FIRST_BYTE);

        cut(layout, "FF FF FF 7F 01 02");

        assertThat(frames).isEmpty();
        assertThat(refused.get(0)).contains("oversized-frame", "byte 0", "2147483651");
    }

    @Test
    void aDelimiterEndsAFrameAndIsNoPartOfIt() {
        FrameLayout layout = layout(
                new FrameCut.Delimiter(new byte[] {'\r', '\n'}),
                Optional.of(new DeviceIdSource.Match(Pattern.compile("id=(\\w+)"), "")));

        cut(layout, hex("id=a;t=1\r"), hex("\nid=b;t=2\r\n\r\nid"), hex("=c\r\n"));

        assertThat(frames).extracting(frame -> frame.substring(0, 1)).containsExactly("a", "b", "c");
        assertThat(frames.get(0)).isEqualTo("a:" + hex("id=a;t=1"));
    }

    @Test
    void withoutADelimiterInSightTheBytesAreGivenUp() {
        FrameLayout layout = layout(new FrameCut.Delimiter(new byte[] {'\n'}), FIRST_BYTE);

        cut(layout, "41".repeat(300));

        assertThat(refused.get(0)).contains("256");
    }

    @Test
    void framesOfAFixedSizeFollowEachOther() {
        FrameLayout layout = layout(new FrameCut.FixedSize(3), FIRST_BYTE);

        cut(layout, "01 AA", "BB 02 CC DD 03");

        assertThat(frames).containsExactly("meter-01:01aabb", "meter-02:02ccdd");
    }

    @Test
    void whatLiesBetweenStartAndEndBytesIsSkipped() {
        FrameLayout layout = layout(new FrameCut.StartEnd(new byte[] {2}, new byte[] {3}, true), FIRST_BYTE);

        cut(layout, "FF FF 02 07 08", "09 03 FF 02 0A 03");

        assertThat(frames).containsExactly("meter-07:070809", "meter-0a:0a");
    }

    @Test
    void aLoginFrameNamesTheDeviceOfAllThatFollow() {
        FrameCut withLength = new FrameCut.LengthField(0, 2, false, 0, 2);
        Framing framing = new Framing(
                7071,
                withLength,
                256,
                Optional.empty(),
                Optional.of(new Framing.Login(
                        withLength,
                        new FixedBytes(0, 3, Notation.ASCII, "imei-"),
                        new Reply(new byte[] {1}, new byte[] {0}, -1, 0, 0))),
                new Reply(new byte[0], new byte[] {0, 0, 0, 0}, 1, 1, 4));
        FrameLayout layout = new ProductFrames("tracker", framing);
        FrameLayout.Cutter cutter = layout.newCutter();

        cut(cutter, "00 03 31 32 33");
        assertThat(cutter.greeting()).containsExactly(1);
        assertThat(cutter.greeting()).isEmpty();
        cut(cutter, "00 02 08 05");

        assertThat(frames).containsExactly("imei-123:0805");
    }

    @Test
    void aFrameThatNamesNobodyIsRefused() {
        FrameLayout layout = layout(new FrameCut.FixedSize(2), Optional.of(new FixedBytes(4, 2, Notation.ASCII, "")));

        cut(layout, "01 02");

        assertThat(refused.get(0)).contains("bad-device-id", "deviceIdFrom");
    }

    private static FrameLayout layout(FrameCut cut, Optional<DeviceIdSource> source) {
        return new ProductFrames("meter", new Framing(7072, cut, 256, source, Optional.empty(), Reply.STANDARD));
    }

    private void cut(FrameLayout layout, String... reads) {
        cut(layout.newCutter(), reads);
    }

    /** Hands over the bytes read by read, as a connection would: what is left stays for the next read. */
    private void cut(FrameLayout.Cutter cutter, String... reads) {
        ByteBuf in = Unpooled.buffer();
        for (String read : reads) {
            in.writeBytes(HexFormat.of().parseHex(read.replace(" ", "")));
            cutter.cut(in, new FrameLayout.Found() {
                @Override
                public void frame(String deviceId, byte[] payload) {
                    frames.add(deviceId + ":" + HexFormat.of().formatHex(payload));
                }

                @Override
                public void refused(String reason, String problem, byte[] bytes) {
                    refused.add(reason + " " + problem);
                }
            });
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}

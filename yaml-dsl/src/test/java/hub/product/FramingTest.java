package hub.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FramingTest {

    @Test
    void readsEveryWayOfCutting() {
        assertThat(framing("length: { at: 4, size: 4, adjust: 4, strip: 8, endian: le }")
                        .cut())
                .isEqualTo(new FrameCut.LengthField(4, 4, true, 4, 8));
        assertThat(framing("size: 24").cut()).isEqualTo(new FrameCut.FixedSize(24));
        assertThat(framing("delimiter: 0D 0A").cut())
                .isInstanceOfSatisfying(
                        FrameCut.Delimiter.class, cut -> assertThat(cut.bytes()).containsExactly(13, 10));
        assertThat(framing("start: '02', end: '03', strip: false").cut())
                .isInstanceOfSatisfying(FrameCut.StartEnd.class, cut -> {
                    assertThat(cut.start()).containsExactly(2);
                    assertThat(cut.end()).containsExactly(3);
                    assertThat(cut.strip()).isFalse();
                });
    }

    @Test
    void readsTheDeviceFromTheFrame() {
        byte[] frame = "ID=abc-7;T=21".getBytes(StandardCharsets.US_ASCII);
        assertThat(source("at: 3, length: 5").deviceId(frame)).contains("abc-7");
        assertThat(source("at: -2, length: 2").deviceId(frame)).contains("21");
        assertThat(source("at: 0, length: 2, as: hex, prefix: m-").deviceId(frame))
                .contains("m-4944");
        assertThat(source("at: 0, length: 1, as: decimal").deviceId(frame)).contains("73");
        assertThat(source("at: 9, length: 9").deviceId(frame)).isEmpty();
        assertThat(source("regex: 'ID=([^;]+);'").deviceId(frame)).contains("abc-7");
        assertThat(source("regex: 'SN=(.*)'").deviceId(frame)).isEmpty();
    }

    @Test
    void givesUpOnAPatternThatBacktracksWithoutEnd() {
        byte[] frame = "a".repeat(60).getBytes(StandardCharsets.US_ASCII);
        assertThat(source("regex: '(?:a+)+(b)'").deviceId(frame)).isEmpty();
    }

    @Test
    void answersAsTheDeviceExpects() {
        Reply plain = framing("size: 4").reply();
        assertThat(plain.accepted(new byte[4])).containsExactly(0x06);
        assertThat(plain.refuse()).containsExactly(0x15);
        Reply copying = framing("size: 4, reply: { copy: { at: 1, size: 1, as: 4 }, refuse: '00' }")
                .reply();
        assertThat(HexFormat.of().formatHex(copying.accepted(new byte[] {9, 7, 9, 9})))
                .isEqualTo("00000007");
        assertThat(copying.accepted(new byte[1])).isEmpty();
    }

    @Test
    void readsALogin() {
        Product tracker = new ProductSpecReader()
                .read(java.nio.file.Path.of(
                        System.getProperty("hub.home", ".."), "yaml-dsl/products/teltonika-fmb.product.yaml"))
                .product()
                .orElseThrow();
        Framing.Login login = tracker.framing().orElseThrow().login().orElseThrow();
        byte[] frame = HexFormat.of().parseHex("000F333536333037303432343431303133");
        assertThat(login.deviceIdFrom().deviceId(frame)).contains("356307042441013");
        assertThat(login.reply().accepted(frame)).containsExactly(1);
    }

    private static DeviceIdSource source(String words) {
        return framing("size: 4, deviceIdFrom: { " + words + " }")
                .deviceIdFrom()
                .orElseThrow();
    }

    private static Framing framing(String words) {
        String from = words.contains("deviceIdFrom") ? "" : ", deviceIdFrom: { at: 0, length: 1 }";
        ProductReading reading = new ProductSpecReader()
                .read("x", "productId: prod-x\njson: {}\nframing: { port: 7000, " + words + from + " }\n");
        return reading.product()
                .orElseThrow(() -> new AssertionError(reading.problems()))
                .framing()
                .orElseThrow();
    }
}

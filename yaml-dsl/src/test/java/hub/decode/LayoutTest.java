package hub.decode;

import static org.assertj.core.api.Assertions.assertThat;

import hub.message.Telemetry;
import hub.product.Product;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each word of the layout language on the smallest frame that shows it. */
class LayoutTest {

    static Stream<Arguments> layouts() {
        return Stream.of(
                layout(
                        "unsigned numbers of any size",
                        "a: u1, b: u3, c: u5",
                        "FF 01 00 00 00 00 00 01 00",
                        "{a=255, b=65536, c=256}"),
                layout(
                        "signed numbers of any size",
                        "a: s1, b: s3, c: s8",
                        "FF FF FF FE FF FF FF FF FF FF FF FD",
                        "{a=-1, b=-2, c=-3}"),
                layout(
                        "eight unsigned bytes beyond a long",
                        "a: u8",
                        "80 00 00 00 00 00 00 00",
                        "{a=9.223372036854776E18}"),
                layout(
                        "floats in decimals",
                        "a: f4, b: f8, c: f2",
                        "41 AD 99 9A 40 09 21 FB 54 44 2D 18 3E 00",
                        "{a=21.7, b=3.141592653589793, c=1.5}"),
                layout("digits", "a: bcd2, b: bcd4", "12 34 00 09 90 01", "{a=1234, b=99001}"),
                layout("offset binary and sign with magnitude", "a: ob1, b: sm2", "7F 80 05", "{a=-1, b=-5}"),
                item(
                        "both byte orders in one frame",
                        "{id: a, type: u2, endian: le}, {id: b, type: u2}",
                        "01 02 01 02",
                        "{a=513, b=258}"),
                item(
                        "words swapped",
                        "{id: a, type: u4, endian: cdab}, {id: b, type: u4, endian: badc}",
                        "00 01 00 02 01 00 02 00",
                        "{a=131073, b=65538}"),
                item(
                        "places from both ends",
                        "{id: a, type: u1, at: 1}, {id: b, type: u1, at: -1}",
                        "00 07 00 09",
                        "{a=7, b=9}"),
                item("scale and offset", "{id: a, type: u2, scale: 0.1, offset: -40}", "02 6D", "{a=22.1}"),
                item("a scale that is no power of ten", "{id: a, type: s2, scale: 5.625}", "FF F0", "{a=-90}"),
                item("a curve", "{id: a, type: u1, curve: [[0, 0], [100, 10], [200, 50]]}", "96", "{a=30}"),
                item(
                        "names, and one for all others",
                        "{id: a, type: u1, enum: {1: on, _: odd}}, {id: b, type: u1, enum: {1: on, _: odd}}",
                        "01 02",
                        "{a=on, b=odd}"),
                item(
                        "bits out of a number",
                        "{id: all, type: u2, bits: [{id: a, bits: 15-12}, {id: b, bits: 3-0, signed: true}, {id: c, bits: 5}]}",
                        "A0 2E",
                        "{all=41006, a=10, b=-2, c=1}"),
                item(
                        "bit runs across bytes",
                        "{id: a, type: b4}, {id: b, type: b6}, {id: c, type: b6, signed: true}",
                        "1F FF",
                        "{a=1, b=63, c=-1}"),
                item(
                        "bytes after bits begin at the next byte",
                        "{id: a, type: b3}, {id: b, type: u1}",
                        "E0 05",
                        "{a=7, b=5}"),
                item(
                        "texts",
                        "{id: a, type: str, size: 4}, {id: b, type: strz}, {id: c, type: hex, size: eos}",
                        "41 42 20 00 43 00 DE AD",
                        "{a=AB, b=C, c=DEAD}"),
                item("Korean text", "{id: a, type: str, size: eos, encoding: CP949}", "BC AD BF EF", "{a=서울}"),
                item(
                        "a size that another field says",
                        "{id: _n, type: u1}, {id: a, type: str, size: _n}, {id: b, type: u1}",
                        "02 41 42 07",
                        "{a=AB, b=7}"),
                item(
                        "a condition",
                        "{id: _k, type: u1}, {id: a, type: u1, if: _k == 1}, {id: b, type: u1}",
                        "00 07",
                        "{b=7}"),
                item(
                        "an expression over other fields",
                        "{id: a, type: u1}, {id: b, type: u1, expr: value * a + raw}",
                        "02 05",
                        "{a=2, b=15}"),
                item("a computed value", "{id: a, type: u1}, {id: b, value: a * 2 + _size}", "04", "{a=4, b=9}"),
                item(
                        "a counted repetition as a list",
                        "{id: _n, type: u1}, {id: a, type: u1, repeat: expr, repeat-expr: _n}",
                        "03 01 02 03",
                        "{a=[1, 2, 3]}"),
                item(
                        "a repetition to the end, before what stands there",
                        "{id: a, type: u1, repeat: eos}, {id: z, type: u1, at: -1}",
                        "01 02 09",
                        "{a=[1, 2], z=9}"),
                item(
                        "a repetition until",
                        "{id: a, type: u1, repeat: until, repeat-until: a == 0}, {id: b, type: u1}",
                        "02 01 00 05",
                        "{a=[2, 1, 0], b=5}"),
                item(
                        "a part of stated size",
                        "{size: 3, seq: [{id: a, type: u1}]}, {id: b, type: u1}",
                        "01 FF FF 02",
                        "{a=1, b=2}"),
                item(
                        "a choice by number and by text",
                        "{id: k, type: u1, enum: {1: x, 2: y}}, {switch-on: k, cases: {x: {id: a, type: u1}, y: {id: b, type: u1}}}",
                        "02 07",
                        "{k=y, b=7}"),
                item(
                        "a choice for all others",
                        "{id: _k, type: u1}, {switch-on: _k, cases: {0x01: {id: a, type: u1}, _: {id: b, type: u1}}}",
                        "09 07",
                        "{b=7}"),
                item(
                        "blocks that a mask announces",
                        "{id: _m, type: u1}, {presence: _m, cases: {0: {id: a, type: u1}, 3: {id: b, type: u1}}}",
                        "08 07",
                        "{b=7}"),
                item(
                        "tags with lengths, unknown ones skipped",
                        "{tags: {length: u1, unknown: skip, cases: {0x01: {id: a, type: u2}}}}",
                        "09 03 00 00 00 01 02 00 05",
                        "{a=5}"),
                item(
                        "tags of one and two bytes",
                        "{tags: {tag: mixed, cases: {0x01: {id: a, type: u1}, 0xFF18: {id: b, type: u1}}}}",
                        "FF 18 05 01 06",
                        "{a=6, b=5}"),
                item(
                        "tags after which the rest is not read",
                        "{tags: {unknown: stop, cases: {0x01: {id: a, type: u1}}}}",
                        "01 06 99 12 34",
                        "{a=6}"),
                item(
                        "a tag twice where the last one counts",
                        "{tags: {repeatable: true, cases: {0x01: {id: a, type: u1}}}}",
                        "01 06 01 07",
                        "{a=7}"),
                item(
                        "a short frame with a stated default",
                        "{id: a, type: u1}, {id: b, type: u2, default: -1}",
                        "05 00",
                        "{a=5, b=-1}"),
                item(
                        "a short frame with what may be absent",
                        "{id: a, type: u1}, {id: b, type: u2, optional: true}",
                        "05",
                        "{a=5}"),
                item(
                        "a time in digits",
                        "{id: _t, type: bcdtime, size: 7, zone: Asia/Seoul}, {id: t, value: _t}",
                        "20 26 01 31 09 00 00",
                        "{t=1769817600000}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    void reads(String what, String seq, String hex, String metrics) {
        StandardizedBatch batch =
                TestingFrames.readHex(product("hex: { seq: [ " + seq + " ], trailing: ignore }"), hex);
        assertThat(batch.deadLetters()).isEmpty();
        assertThat(batch.telemetry())
                .singleElement()
                .satisfies(
                        telemetry -> assertThat(telemetry.metrics().toString()).isEqualTo(metrics));
    }

    @Test
    void makesRecordsOfHistoryColumnsThatInheritWhatTheySay() {
        Product product = product("""
                hex:
                  seq:
                    - { id: serial, type: u1 }
                    - { id: other, type: u1 }
                    - { id: _base, type: u4 }
                    - repeat: eos
                      record: true
                      inherit: [ serial ]
                      seq:
                        - { id: level, type: u1 }
                        - { id: device_timestamp, value: _base - _index * 60 }
                """);
        StandardizedBatch batch = TestingFrames.readHex(product, "07 08 68 B4 69 77 01 02");
        assertThat(batch.telemetry())
                .extracting(telemetry -> telemetry.metrics().toString(), Telemetry::deviceTimestamp, Telemetry::part)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("{serial=7, other=8}", TestingFrames.NOW.toEpochMilli(), 0),
                        org.assertj.core.groups.Tuple.tuple("{serial=7, level=1}", 1756653943000L, 1),
                        org.assertj.core.groups.Tuple.tuple("{serial=7, level=2}", 1756653883000L, 2));
    }

    @Test
    void readsBitRunsFromTheLowEnd() {
        Product product =
                product("hex: { bit-endian: le, seq: [ {id: a, type: b4}, {id: b, type: b6}, {id: c, type: b6} ] }");
        StandardizedBatch batch = TestingFrames.readHex(product, "F1 07");
        assertThat(batch.telemetry().get(0).metrics()).hasToString("{a=1, b=63, c=1}");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                item("left over", "{id: a, type: u1}", "01 02 03", "trailing, value 2, offset 1"),
                item(
                        "too short",
                        "{id: a, type: u1}, {id: b, type: u4}",
                        "01 02",
                        "b: truncated, offset 1 (0x1): needs 4 bytes but 1"),
                item("digit", "{id: a, type: bcd1}", "1A", "a: bcd, value 1a, offset 0"),
                item("magic", "{contents: 'AA BB'}, {id: a, type: u1}", "AA BC 01", "valid, value AABC, offset 0"),
                item(
                        "bit",
                        "{id: _m, type: u1}, {presence: _m, cases: {0: {id: a, type: u1}}}",
                        "02 07",
                        "unknown-bit, value 2, offset 1"),
                item(
                        "tag length",
                        "{tags: {length: u1, cases: {0x01: {id: a, type: u1}}}}",
                        "01 09 00",
                        "tag value: truncated, offset 2"),
                item("part", "{size: 9, seq: [{id: a, type: u1}]}", "01", "truncated, offset 0"),
                item("size", "{id: _n, type: s1}, {id: a, type: str, size: _n}", "FF 41", "a: size, offset 1"),
                item(
                        "endless",
                        "{repeat: until, repeat-until: a == 9, seq: [{id: a, value: 1}]}, {id: b, type: u1}",
                        "01",
                        "too-much"),
                item(
                        "time",
                        "{id: device_timestamp, type: bcdtime, size: 6}, {id: a, type: u1}",
                        "26 02 30 00 00 00 01",
                        "device_timestamp: time, value 260230000000, offset 0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void saysWhatIsWrongAndWhere(String what, String seq, String hex, String problem) {
        StandardizedBatch batch = TestingFrames.readHex(product("hex: { seq: [ " + seq + " ] }"), hex);
        assertThat(batch.telemetry()).isEmpty();
        assertThat(batch.deadLetters())
                .singleElement()
                .satisfies(letter ->
                        assertThat(letter.problems()).singleElement().asString().contains(problem));
    }

    private static Product product(String rest) {
        return TestingFrames.product("productId: prod-x\n" + rest);
    }

    private static Arguments layout(String what, String fields, String hex, String metrics) {
        List<String> items = Stream.of(fields.split(", "))
                .map(field -> field.split(": "))
                .map(pair -> "{id: " + pair[0] + ", type: " + pair[1] + "}")
                .toList();
        return item(what, String.join(", ", items), hex, metrics);
    }

    private static Arguments item(String what, String seq, String hex, String metrics) {
        return Arguments.of(what, seq, hex, metrics);
    }
}

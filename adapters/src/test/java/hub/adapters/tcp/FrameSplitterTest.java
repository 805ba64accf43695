package hub.adapters.tcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import hub.message.RawFrame;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameSplitterTest {

    private static final int MAX_FRAME = 64;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void oneReadWithManyFramesIsOneMessage() {
        EmbeddedChannel channel = connect(settings(false), "127.0.0.1");

        channel.writeInbound(join(frame("dev-1", "014E"), frame("dev-2", "0203E8")));

        FrameRead read = channel.readInbound();
        assertThat(read.frames()).extracting(RawFrame::deviceId).containsExactly("dev-1", "dev-2");
        assertThat(read.frames().get(1).payload()).isEqualTo(HexFormat.of().parseHex("0203E8"));
        assertThat(read.answers()).containsExactly(6, 6);
        assertThat((Object) channel.readInbound()).isNull();
    }

    @Test
    void framesSurviveAnyCutOfTheByteStream() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            EmbeddedChannel channel = connect(settings(false), "127.0.0.1");
            ByteBuf all = Unpooled.buffer();
            int count = 1 + random.nextInt(20);
            for (int number = 0; number < count; number++) {
                all.writeBytes(frame("dev-" + number, "01" + HexFormat.of().toHexDigits((byte) number)));
            }
            List<String> heard = new ArrayList<>();
            while (all.isReadable()) {
                channel.writeInbound(all.readBytes(Math.min(all.readableBytes(), 1 + random.nextInt(40))));
                for (FrameRead read = channel.readInbound(); read != null; read = channel.readInbound()) {
                    read.frames().forEach(frame -> heard.add(frame.deviceId()));
                }
            }
            assertThat(heard).hasSize(count).startsWith("dev-0").endsWith("dev-" + (count - 1));
        }
    }

    @Test
    void theNextReadWaitsForTheAnswer() {
        EmbeddedChannel channel = connect(settings(false), "127.0.0.1");
        channel.writeInbound(frame("dev-1", "014E"));
        FrameRead read = channel.readInbound();
        assertThat(channel.config().isAutoRead()).isFalse();

        channel.writeOutbound(read);

        assertThat(bytesSent(channel)).isEqualTo("06");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void aFailedRouteRefusesEveryFrameOfTheRead() {
        EmbeddedChannel channel = connect(settings(false), "127.0.0.1");
        channel.writeInbound(join(frame("dev-1", "014E"), frame("dev-1", "014F")));
        channel.readInbound();

        channel.writeOutbound(new IllegalStateException("the stream is away"));

        assertThat(bytesSent(channel)).isEqualTo("1515");
    }

    @Test
    void aFrameThatIsTooLongIsRefusedAndTheNextOneStillRead() {
        EmbeddedChannel channel = connect(settings(false), "127.0.0.1");

        channel.writeInbound(join(frame("dev-1", "00".repeat(MAX_FRAME + 1)), frame("dev-2", "014E")));

        FrameRead read = channel.readInbound();
        assertThat(read.answers()).containsExactly(0x15, 6);
        assertThat(read.refused().get(0).reason()).isEqualTo("oversized-frame");
        assertThat(read.refused().get(0).problems().get(0)).contains("65", "64", "hub.tcp.max-frame");
        assertThat(read.frames()).extracting(RawFrame::deviceId).containsExactly("dev-2");
    }

    @Test
    void aFrameWithoutRoomForItsIdIsRefused() {
        EmbeddedChannel channel = connect(settings(false), "127.0.0.1");

        channel.writeInbound(join(Unpooled.wrappedBuffer(new byte[] {0, 2, 9, 1}), frame("dev-2", "014E")));

        FrameRead read = channel.readInbound();
        assertThat(read.refused().get(0).reason()).isEqualTo("truncated-frame");
        assertThat(read.frames()).hasSize(1);
    }

    @Test
    void anUnfinishedFrameAtTheEndOfAConnectionBecomesADeadLetter() {
        EmbeddedChannel channel = connect(settings(false), "127.0.0.1");
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {0, 20, 3, 'a'}));

        channel.close();

        FrameRead read = channel.readInbound();
        assertThat(read.refused().get(0).problems().get(0)).contains("4 bytes of an unfinished frame");
    }

    @Test
    void aSourceOutsideTheAllowedNetworksIsCutOff() {
        EmbeddedChannel channel = connect(settings(false), "192.0.2.9");

        assertThat(channel.isOpen()).isFalse();
        assertThat(metrics.counter("hub.tcp.refused.connections").count()).isEqualTo(1);
    }

    @Test
    void aDeviceThatMustProveItselfIsHeardOnlyAfterItsSecret() {
        EmbeddedChannel channel = connect(settings(true), "127.0.0.1");

        channel.writeInbound(frame("dev-1", "014E"));
        FrameRead refused = channel.readInbound();
        assertThat(refused.refused().get(0).reason()).isEqualTo("forbidden");
        channel.writeOutbound(refused);

        channel.writeInbound(frame("dev-1", HexFormat.of().formatHex("secret".getBytes(US_ASCII))));
        channel.writeInbound(frame("dev-1", "014E"));

        FrameRead read = channel.readInbound();
        assertThat(read.frames()).hasSize(1);
        assertThat(bytesSent(channel)).isEqualTo("1506");
    }

    @Test
    void aSecondConnectionOfADeviceCountsAsReconnect() {
        DeviceConnections connections = connections(settings(false));
        for (int connection = 0; connection < 2; connection++) {
            EmbeddedChannel channel = connect(settings(false), "127.0.0.1", connections);
            channel.writeInbound(frame("dev-1", "014E"));
        }

        assertThat(metrics.counter("hub.tcp.reconnects").count()).isEqualTo(1);
        assertThat(connections.lastSeen("dev-1")).isPresent();
        assertThat(connections.lastSeen("dev-2")).isEmpty();
    }

    private EmbeddedChannel connect(TcpSettings settings, String source) {
        return connect(settings, source, connections(settings));
    }

    private DeviceConnections connections(TcpSettings settings) {
        return new DeviceConnections(settings, metrics, Clock.systemUTC());
    }

    private static EmbeddedChannel connect(TcpSettings settings, String source, DeviceConnections connections) {
        FrameSplitter splitter = new FrameSplitter(
                settings,
                new StandardFrames(settings.maxFrame()),
                connections,
                (device, secret) -> device.equals("dev-1") && secret.equals("secret"));
        return new EmbeddedChannel(splitter.newChannelHandler()) {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(literal(source), 4711);
            }
        };
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("an address in digits needs no name service", impossible);
        }
    }

    private static TcpSettings settings(boolean secretFrame) {
        return new TcpSettings(MAX_FRAME, Duration.ofMinutes(1), List.of("127.0.0.0/8"), secretFrame);
    }

    private static ByteBuf frame(String deviceId, String hexPayload) {
        byte[] payload = HexFormat.of().parseHex(hexPayload);
        return Unpooled.buffer()
                .writeShort(1 + deviceId.length() + payload.length)
                .writeByte(deviceId.length())
                .writeBytes(deviceId.getBytes(US_ASCII))
                .writeBytes(payload);
    }

    private static ByteBuf join(ByteBuf... frames) {
        return Unpooled.wrappedBuffer(frames);
    }

    private static String bytesSent(EmbeddedChannel channel) {
        StringBuilder sent = new StringBuilder();
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            sent.append(ByteBufUtil.hexDump(bytes));
        }
        return sent.toString();
    }
}

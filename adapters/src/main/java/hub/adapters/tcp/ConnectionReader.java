package hub.adapters.tcp;

import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.TraceId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

/** Cuts all whole frames of a read into one message and reads on only when that message has been answered. */
final class ConnectionReader extends ByteToMessageDecoder {

    private final TcpSettings settings;
    private final FrameLayout layout;
    private final FrameLayout.Cutter cutter;
    private final DeviceConnections connections;
    private final BiPredicate<String, String> secretOfDevice;
    private final BiPredicate<String, String> speaksFor;
    private final Set<String> proven = new HashSet<>();
    private String address = "";
    private OpenLine line;
    private FrameRead waiting;
    private boolean unwelcome;

    ConnectionReader(
            TcpSettings settings,
            FrameLayout layout,
            DeviceConnections connections,
            BiPredicate<String, String> secretOfDevice,
            BiPredicate<String, String> speaksFor) {
        this.settings = settings;
        this.layout = layout;
        this.cutter = layout.newCutter();
        this.connections = connections;
        this.secretOfDevice = secretOfDevice;
        this.speaksFor = speaksFor;
    }

    /** The read that waits for its answer, or null. */
    FrameRead waiting() {
        return waiting;
    }

    void answered(Channel channel) {
        waiting = null;
        channel.config().setAutoRead(true);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        InetSocketAddress remote = (InetSocketAddress) context.channel().remoteAddress();
        address = remote.getAddress().getHostAddress() + ":" + remote.getPort();
        line = connections.opened(context.channel(), address);
        if (!connections.admits(remote.getAddress())) {
            unwelcome = true;
            context.close();
            return;
        }
        context.pipeline()
                .addFirst(new IdleStateHandler(0, 0, settings.idleTimeout().toMillis(), TimeUnit.MILLISECONDS));
        super.channelActive(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        connections.closed(line);
        super.channelInactive(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            connections.closedIdle();
            context.close();
        } else {
            super.userEventTriggered(context, event);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (unwelcome) {
            in.skipBytes(in.readableBytes());
            return;
        }
        Collector collector = new Collector(connections.now(), context.channel());
        cutter.cut(in, collector);
        byte[] greeting = cutter.greeting();
        if (greeting.length > 0) {
            context.writeAndFlush(Unpooled.wrappedBuffer(greeting));
        }
        emit(context, collector, out);
    }

    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        decode(context, in, out);
        if (in.isReadable()) {
            byte[] rest = new byte[in.readableBytes()];
            in.readBytes(rest);
            Collector collector = new Collector(connections.now(), context.channel());
            collector.refused(
                    "truncated-frame",
                    "the connection closed after " + rest.length + " bytes of an unfinished frame; send it again whole",
                    rest);
            emit(context, collector, out);
        }
    }

    private void emit(ChannelHandlerContext context, Collector collector, List<Object> out) {
        if (collector.count > 0) {
            waiting = collector.toRead();
            context.channel().config().setAutoRead(false);
            out.add(waiting);
        }
    }

    /** Gathers the frames of one read. */
    private final class Collector implements FrameLayout.Found {

        private final List<RawFrame> frames = new ArrayList<>();
        private final List<DeadLetter> refused = new ArrayList<>();
        private final BitSet refusedAt = new BitSet();
        private final long now;
        private final Channel channel;
        private final String traceId;
        private int count;

        Collector(long now, Channel channel) {
            this.now = now;
            this.channel = channel;
            traceId = TraceId.next();
        }

        @Override
        public void frame(String deviceId, byte[] payload) {
            if (settings.secretFrame() && !proven.contains(deviceId)) {
                prove(deviceId, payload);
                return;
            }
            if (settings.certificates() && !speaksFor.test(PeerCertificate.nameOf(channel), deviceId)) {
                refused(
                        "forbidden",
                        "the connection's certificate may not speak for device '" + deviceId + "'",
                        new byte[0]);
                return;
            }
            count++;
            frames.add(new RawFrame(
                    StreamPosition.NONE,
                    deviceId,
                    "",
                    layout.productId(),
                    "tcp",
                    address,
                    "hex",
                    "telemetry",
                    now,
                    traceId,
                    payload));
            connections.heard(deviceId, channel, layout, now);
            line.heard(deviceId, now);
        }

        @Override
        public void refused(String reason, String problem, byte[] bytes) {
            refusedAt.set(count++);
            refused.add(new DeadLetter(
                    UUID.randomUUID().toString(),
                    Instant.ofEpochMilli(now),
                    "receive",
                    reason,
                    List.of(problem),
                    "receive-tcp",
                    "",
                    layout.productId(),
                    "",
                    1,
                    Map.of("door", "tcp", "address", address, "format", "hex", "traceId", traceId),
                    bytes));
        }

        private void prove(String deviceId, byte[] payload) {
            if (secretOfDevice.test(deviceId, new String(payload, StandardCharsets.UTF_8))) {
                proven.add(deviceId);
                channel.writeAndFlush(new byte[] {FrameRead.ACCEPTED});
            } else {
                refused(
                        "forbidden",
                        "device '" + deviceId + "' must send its secret as the payload of its first frame",
                        new byte[0]);
            }
        }

        FrameRead toRead() {
            byte[] answers = new byte[count];
            Arrays.fill(answers, FrameRead.ACCEPTED);
            refusedAt.stream().forEach(index -> answers[index] = FrameRead.REFUSED);
            return new FrameRead(frames, refused, refusedAt, answers);
        }
    }
}

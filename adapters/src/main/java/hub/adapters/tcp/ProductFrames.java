package hub.adapters.tcp;

import hub.message.RawFrame;
import hub.product.DeviceIdSource;
import hub.product.Framing;
import hub.product.Reply;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.Optional;

/** The framing that a product's file declares for its own listener. */
public final class ProductFrames implements FrameLayout {

    private final String productId;
    private final Framing framing;

    public ProductFrames(String productId, Framing framing) {
        this.productId = productId;
        this.framing = framing;
    }

    @Override
    public String productId() {
        return productId;
    }

    @Override
    public Cutter newCutter() {
        return new ProductCutter();
    }

    @Override
    public byte[] answer(FrameRead read) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        Iterator<RawFrame> frames = read.frames().iterator();
        for (int index = 0; index < read.answers().length; index++) {
            byte[] payload = read.isFrame(index) ? frames.next().payload() : new byte[0];
            boolean accepted = read.answers()[index] == FrameRead.ACCEPTED;
            answer.writeBytes(
                    accepted
                            ? framing.reply().accepted(payload)
                            : framing.reply().refuse());
        }
        return answer.toByteArray();
    }

    /** Remembers the device that a login frame named. */
    private final class ProductCutter implements Cutter {

        private Optional<String> loggedIn = Optional.empty();
        private byte[] greeting = new byte[0];

        @Override
        public void cut(ByteBuf in, Found found) {
            if (framing.login().isPresent() && loggedIn.isEmpty() && !login(in, found)) {
                return;
            }
            FrameFinder finder = FrameFinder.of(framing.cut(), framing.maxFrame());
            Optional<byte[]> frame = finder.next(in, found);
            while (frame.isPresent()) {
                hand(frame.get(), framing.deviceIdFrom(), found);
                frame = finder.next(in, found);
            }
        }

        @Override
        public byte[] greeting() {
            byte[] once = greeting;
            greeting = new byte[0];
            return once;
        }

        private boolean login(ByteBuf in, Found found) {
            Framing.Login login = framing.login().orElseThrow();
            Optional<byte[]> frame =
                    FrameFinder.of(login.cut(), framing.maxFrame()).next(in, found);
            if (frame.isEmpty()) {
                return false;
            }
            loggedIn = login.deviceIdFrom().deviceId(frame.get());
            Reply reply = login.reply();
            greeting = loggedIn.isPresent() ? reply.accepted(frame.get()) : reply.refuse();
            if (loggedIn.isEmpty()) {
                found.refused("bad-device-id", "the login frame names no device of product " + productId, frame.get());
            }
            return loggedIn.isPresent();
        }

        private void hand(byte[] frame, Optional<DeviceIdSource> source, Found found) {
            Optional<String> device =
                    source.flatMap(named -> named.deviceId(frame)).or(() -> loggedIn);
            device.ifPresentOrElse(
                    id -> found.frame(id, frame),
                    () -> found.refused(
                            "bad-device-id",
                            "the frame names no device; see framing.deviceIdFrom of product " + productId,
                            frame));
        }
    }
}

package hub.adapters.tcp;

import io.netty.channel.Channel;
import java.time.Instant;
import java.util.Optional;

/** Follows one open connection; written by its own thread only, read by whoever looks. */
final class OpenLine {

    private final String id;
    private final Channel channel;
    private final String address;
    private final long since;
    private volatile String deviceId = "";
    private volatile long heardAt;
    private volatile long frames;

    OpenLine(String id, Channel channel, String address, long since) {
        this.id = id;
        this.channel = channel;
        this.address = address;
        this.since = since;
    }

    String id() {
        return id;
    }

    Channel channel() {
        return channel;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    void heard(String who, long now) {
        deviceId = who;
        heardAt = now;
        frames++;
    }

    OpenConnection seen() {
        return new OpenConnection(
                id,
                deviceId,
                address,
                Instant.ofEpochMilli(since),
                heardAt == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(heardAt)),
                frames);
    }
}

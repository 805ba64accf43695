package hub.adapters.tcp;

import io.netty.channel.ChannelHandler;
import java.util.function.BiPredicate;
import org.apache.camel.component.netty.ChannelHandlerFactory;
import org.apache.camel.component.netty.DefaultChannelHandlerFactory;

/** Gives each TCP connection its own cutter: one exchange carries all frames of one read, and the next read waits for its answer. */
public final class FrameSplitter extends DefaultChannelHandlerFactory implements ChannelHandlerFactory {

    private final TcpSettings settings;
    private final FrameLayout layout;
    private final DeviceConnections connections;
    private final BiPredicate<String, String> secretOfDevice;
    private final BiPredicate<String, String> speaksFor;

    /**
     * @param layout how this listener's frames are delimited and where they name their device
     * @param secretOfDevice tells whether a text is the secret of a device; asked only where the settings want it
     */
    public FrameSplitter(
            TcpSettings settings,
            FrameLayout layout,
            DeviceConnections connections,
            BiPredicate<String, String> secretOfDevice) {
        this(settings, layout, connections, secretOfDevice, String::equals);
    }

    /** @param speaksFor tells whether who a certificate names may speak for a device; asked only where the settings want it */
    public FrameSplitter(
            TcpSettings settings,
            FrameLayout layout,
            DeviceConnections connections,
            BiPredicate<String, String> secretOfDevice,
            BiPredicate<String, String> speaksFor) {
        this.settings = settings;
        this.layout = layout;
        this.connections = connections;
        this.secretOfDevice = secretOfDevice;
        this.speaksFor = speaksFor;
    }

    @Override
    public ChannelHandler newChannelHandler() {
        return new ConnectionHandler(settings, layout, connections, secretOfDevice, speaksFor);
    }
}

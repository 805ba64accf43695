package hub.adapters.tcp;

import io.netty.channel.CombinedChannelDuplexHandler;
import java.util.function.BiPredicate;

/** One connection's two directions: bytes become reads, and a read's answer lets the next one come. */
final class ConnectionHandler extends CombinedChannelDuplexHandler<ConnectionReader, AnswerWriter> {

    ConnectionHandler(
            TcpSettings settings,
            FrameLayout layout,
            DeviceConnections connections,
            BiPredicate<String, String> secretOfDevice,
            BiPredicate<String, String> speaksFor) {
        ConnectionReader reader = new ConnectionReader(settings, layout, connections, secretOfDevice, speaksFor);
        init(reader, new AnswerWriter(layout, reader));
    }
}

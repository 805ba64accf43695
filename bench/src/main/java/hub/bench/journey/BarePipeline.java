package hub.bench.journey;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;

/**
 * The yardstick: the same job with nothing but Netty and the MongoDB driver, as a good engineer would write it in a day: no
 * durable stream, no product language, one threshold in code. It ends with its parent.
 */
public final class BarePipeline {
    private BarePipeline() {}

    /** @param arguments port, store URI, and whether to answer each frame after its insert */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        boolean acknowledge = Boolean.parseBoolean(arguments[2]);
        MongoClient client = MongoClients.create(arguments[1]);
        BareWriter writer = new BareWriter(client.getDatabase("hub").getCollection("telemetry"), acknowledge);
        new ServerBootstrap()
                .group(new NioEventLoopGroup(1), new NioEventLoopGroup(2))
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new BareDecoder(writer));
                    }
                })
                .bind("127.0.0.1", port)
                .sync();
        while (System.in.read() >= 0) {
            // waits for the parent's end
        }
        System.exit(0);
    }
}

package hub.adapters.hot.server;

import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for MongoDB where there is none: speaks its wire protocol on the loopback address and keeps everything in a folder.
 * A write is answered when it would survive the death of the hub.
 */
public final class HotServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HotServer.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final int THREADS = 4;
    private static final long FORCE_EVERY_MS = 1_000;

    private final EventLoopGroup acceptor =
            new NioEventLoopGroup(1, new DefaultThreadFactory("hot-store-accept", true));
    private final EventLoopGroup workers = new NioEventLoopGroup(THREADS, new DefaultThreadFactory("hot-store", true));
    private final ChannelGroup clients = new DefaultChannelGroup(workers.next());
    /** On its own thread, since nobody shall wait for the disk who did not ask for it. */
    private final ScheduledExecutorService forcing =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("hot-store-force", true));

    private final Disk disk;
    private final StoreBackend backend;
    private Channel listening;

    private HotServer(Path folder, boolean forced) {
        this.disk = Disk.open(folder, forced);
        this.backend = new StoreBackend(disk);
    }

    /**
     * Opens the folder and listens.
     *
     * @param folder where the data is kept; created when it does not exist
     * @param port port on 127.0.0.1, or 0 for any free one
     * @param forced whether every write is forced to the disk before it is answered; otherwise this happens every second
     */
    public static HotServer start(Path folder, int port, boolean forced) {
        HotServer server = new HotServer(folder, forced);
        try {
            server.listen(port);
            return server;
        } catch (RuntimeException problem) {
            server.close();
            throw problem;
        }
    }

    private void listen(int port) {
        listening = new ServerBootstrap()
                .group(acceptor, workers)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        speak(client.pipeline());
                    }
                })
                .bind(new InetSocketAddress(LOOPBACK, port))
                .syncUninterruptibly()
                .channel();
        forcing.scheduleWithFixedDelay(this::force, FORCE_EVERY_MS, FORCE_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void force() {
        try {
            disk.force();
        } catch (RuntimeException problem) {
            LOG.error("The hot store's last second would not survive a power cut; it is tried again", problem);
        }
    }

    private void speak(ChannelPipeline pipeline) {
        pipeline.addLast(
                new MongoWireReplyEncoder(),
                new MongoWireMessageEncoder(),
                new WireDecoder(),
                new WriteHandler(backend),
                new MongoDatabaseHandler(backend, clients),
                new MongoExceptionHandler());
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** The connection string of this server. */
    public String uri() {
        return "mongodb://" + LOOPBACK + ":" + port();
    }

    /** Lets no new command in, finishes the running ones and closes the files. */
    @Override
    public void close() {
        if (listening != null) {
            listening.close().syncUninterruptibly();
        }
        clients.close().syncUninterruptibly();
        acceptor.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        workers.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        forcing.shutdown();
        force();
        backend.close();
    }
}

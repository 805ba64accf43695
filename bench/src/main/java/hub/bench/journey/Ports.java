package hub.bench.journey;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Free ports of the loopback interface, so that a bench disturbs no hub that is already running. */
final class Ports {

    private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

    /** Below the range from which systems take the ports of outgoing connections, so that nobody takes it meanwhile. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;

    private Ports() {}

    static int free() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                LOG.debug("port {} is taken", port);
            }
        }
    }

    /** Waits until something listens there. */
    static void awaitOpen(int port, ChildProgram program, int seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (!open(port)) {
            if (!program.alive() || System.nanoTime() > end) {
                throw new IOException("nothing listens on port " + port + "; see " + program.log());
            }
            Thread.sleep(50);
        }
    }

    private static boolean open(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}

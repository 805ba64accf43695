package hub.bench.fleet;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;

/** A TCP receiver in the hub's framing that remembers what came and answers as told; below 0 breaks the connection. */
final class TestingReceiver implements Closeable {
    record Frame(String id, int tempC, long timestamp) {}

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ToIntFunction<Frame> answer;
    private final List<Frame> frames = new CopyOnWriteArrayList<>();

    TestingReceiver(ToIntFunction<Frame> answer) throws IOException {
        this.answer = answer;
        new Thread(this::accept, "testing-receiver").start();
    }

    int port() {
        return server.getLocalPort();
    }

    List<Frame> frames() {
        return frames;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                new Thread(() -> serve(socket), "testing-connection").start();
            }
        } catch (SocketException closed) {
            // the test is over
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (true) {
                byte[] frame = new byte[in.readUnsignedShort()];
                in.readFully(frame);
                int reply = answer.applyAsInt(keep(ByteBuffer.wrap(frame)));
                if (reply < 0) {
                    return;
                }
                out.write(reply);
            }
        } catch (EOFException | SocketException ended) {
            // the sender has finished
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Frame keep(ByteBuffer bytes) {
        byte[] id = new byte[bytes.get()];
        bytes.get(id);
        bytes.get();
        int tempC = bytes.get() & 0xff;
        bytes.position(bytes.position() + 10);
        Frame frame = new Frame(new String(id, java.nio.charset.StandardCharsets.US_ASCII), tempC, bytes.getLong());
        frames.add(frame);
        return frame;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

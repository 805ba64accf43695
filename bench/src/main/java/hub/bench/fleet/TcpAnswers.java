package hub.bench.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Reads the one-byte answers of a TCP connection beside the sender and settles the oldest reading with each. */
final class TcpAnswers extends Thread {
    private static final int KEPT = 0x06;
    private static final int REFUSED = 0x15;

    private final Socket socket;
    private final Outstanding outstanding;
    private final Tally tally;
    private final Thread sender;
    private volatile IOException broken;

    TcpAnswers(Socket socket, Outstanding outstanding, Tally tally, Thread sender) {
        super("answers-" + sender.getName());
        setDaemon(true);
        this.socket = socket;
        this.outstanding = outstanding;
        this.tally = tally;
        this.sender = sender;
    }

    @Override
    public void run() {
        byte[] bytes = new byte[8192];
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                settle(bytes, read);
                LockSupport.unpark(sender);
            }
            broken = new IOException("the receiver closed the connection");
        } catch (IOException failure) {
            broken = failure;
        }
        LockSupport.unpark(sender);
    }

    /** Throws when the connection broke. */
    void check() throws IOException {
        if (broken != null) {
            throw new IOException(broken.getMessage(), broken);
        }
    }

    /** Waits until everything is answered, for so many seconds at most. */
    void awaitAll(int seconds) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (outstanding.count() > 0 && System.nanoTime() < end) {
            check();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private void settle(byte[] bytes, int read) throws IOException {
        for (int i = 0; i < read; i++) {
            if (bytes[i] != KEPT && bytes[i] != REFUSED) {
                throw new IOException("an answer is 0x06 or 0x15, not 0x" + Integer.toHexString(bytes[i] & 0xff));
            }
            outstanding.answer(bytes[i] == KEPT, tally);
        }
    }
}

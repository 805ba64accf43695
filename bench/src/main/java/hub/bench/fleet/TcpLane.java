package hub.bench.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A TCP connection in the hub's framing: many frames a write, a window of unanswered ones, answers read beside. */
final class TcpLane implements Lane {
    private static final int BUFFER = 64 * 1024;
    private static final int CONNECT_MILLIS = 5_000;

    private final FleetPlan plan;
    private final DeviceFleet fleet;
    private final byte[][] ids;

    TcpLane(FleetPlan plan, DeviceFleet fleet) {
        this.plan = plan;
        this.fleet = fleet;
        this.ids = new byte[fleet.size()][];
    }

    @Override
    public void run(LaneSource source, Tally tally) throws Exception {
        boolean again = false;
        while (!source.finished()) {
            try {
                session(source, tally, again);
            } catch (IOException broken) {
                if (!plan.wire().reconnect()) {
                    throw broken;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
            again = true;
        }
    }

    private void session(LaneSource source, Tally tally, boolean again) throws IOException, InterruptedException {
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            connect(socket);
            if (again) {
                tally.reconnected();
            }
            Outstanding outstanding = new Outstanding(plan.wire().window());
            TcpAnswers answers = new TcpAnswers(socket, outstanding, tally, Thread.currentThread());
            if (plan.wire().acknowledge()) {
                answers.start();
            }
            try {
                pump(source, tally, socket.getOutputStream(), outstanding, answers);
                if (plan.wire().acknowledge()) {
                    answers.awaitAll(plan.wire().drainSeconds());
                } else {
                    awaitClose(socket);
                }
            } finally {
                socket.close();
                answers.join(CONNECT_MILLIS);
                tally.inDoubt(outstanding.count());
            }
        }
    }

    private void connect(Socket socket) throws IOException {
        try {
            socket.connect(new InetSocketAddress(plan.host(), plan.port()), CONNECT_MILLIS);
        } catch (IOException failure) {
            throw new IOException("cannot reach " + plan.target() + ": " + failure.getMessage(), failure);
        }
    }

    private void pump(LaneSource source, Tally tally, OutputStream out, Outstanding outstanding, TcpAnswers answers)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        int most = BUFFER / PayloadWriter.frameLength(id(0));
        while (!source.finished()) {
            answers.check();
            int room = plan.wire().acknowledge() ? outstanding.room() : most;
            int count = Math.min(most, Math.min(room, source.ready()));
            if (count == 0) {
                await(source, room);
                continue;
            }
            long now = System.nanoTime();
            for (int i = 0; i < count; i++) {
                put(buffer, source.next(), outstanding, now);
            }
            out.write(buffer.array(), 0, buffer.position());
            tally.sent(count);
            buffer.clear();
        }
    }

    private void put(ByteBuffer buffer, Reading reading, Outstanding outstanding, long now) {
        PayloadWriter.putFrame(buffer, id(reading.device()), reading);
        if (plan.wire().acknowledge()) {
            outstanding.add(reading, now);
        }
    }

    private void awaitClose(Socket socket) throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(plan.wire().drainSeconds() * 1000);
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static void await(LaneSource source, int room) {
        if (room == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        } else {
            source.await();
        }
    }

    private byte[] id(int device) {
        if (ids[device] == null) {
            ids[device] = PayloadWriter.utf8(fleet.id(device));
        }
        return ids[device];
    }
}

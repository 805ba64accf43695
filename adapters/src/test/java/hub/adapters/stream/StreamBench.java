package hub.adapters.stream;

import com.sun.management.OperatingSystemMXBean;
import hub.message.RawFrame;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/**
 * Measures the stream alone: 24-byte payloads through producer and consumer of {@code hub-stream}, the Kafka node in a process of its own.
 *
 * <p>Run {@code StreamBench [frames per exchange] [seconds] [messages per second, 0 = as fast as it goes] [options of hub-stream]} with the
 * test class path. Prints messages per second, processor time of this process per message, and the time from send to receipt.
 */
final class StreamBench {
    private static final int DEVICES = 1_000;
    private static final int IN_FLIGHT = 400;
    private static final int WARM_UP_SECONDS = 8;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final int perExchange;
    private final int seconds;
    private final int rate;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private volatile boolean measuring;
    private final List<long[]> delays = new ArrayList<>();

    private StreamBench(int perExchange, int seconds, int rate) {
        this.perExchange = perExchange;
        this.seconds = seconds;
        this.rate = rate;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1 && arguments[0].equals("node")) {
            serve();
            return;
        }
        String options = arguments.length > 3 ? "&" + arguments[3] : "";
        Process node = startNode();
        try {
            String port = node.inputReader().readLine();
            var bench = new StreamBench(
                    Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            bench.run("hub-stream:bench?partitions=8&consumers=2&port=" + port + options, node);
        } finally {
            node.destroy();
            node.waitFor(10, TimeUnit.SECONDS);
        }
        System.exit(0);
    }

    private static void serve() throws Exception {
        Path folder = Files.createTempDirectory("stream-bench");
        EmbeddedStream stream =
                EmbeddedStream.start(EmbeddedStreamSettings.in(folder).withPort(0));
        System.out.println(stream.port());
        Runtime.getRuntime().addShutdownHook(new Thread(stream::close));
        Thread.currentThread().join();
    }

    private static Process startNode() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamBench.class.getName(),
                        "node")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void run(String uri, Process node) throws Exception {
        try (DefaultCamelContext hub = new DefaultCamelContext()) {
            hub.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:receive").to(uri);
                    from(uri).process(StreamBench.this::receive);
                }
            });
            hub.start();
            ProducerTemplate template = hub.createProducerTemplate();
            drain(send(hub, template, WARM_UP_SECONDS, 0));
            measuring = true;
            long count = received.get();
            long batchCount = batches.get();
            long cpu = process.getProcessCpuTime();
            long nodeCpu = cpu(node);
            long begun = System.nanoTime();
            long sent = send(hub, template, seconds, rate);
            drain(sent + count);
            report(
                    received.get() - count,
                    batches.get() - batchCount,
                    System.nanoTime() - begun,
                    cpu,
                    cpu(node) - nodeCpu);
        }
    }

    private static long cpu(Process node) {
        return node.info().totalCpuDuration().orElseThrow().toNanos();
    }

    private long send(CamelContext hub, ProducerTemplate template, int duration, int perSecond)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(duration);
        long begun = System.nanoTime();
        long sent = 0;
        while (System.nanoTime() < end) {
            if (perSecond > 0) {
                long due = begun + sent * 1_000_000_000L / perSecond;
                LockSupport.parkNanos(due - System.nanoTime());
            }
            inFlight.acquire();
            Exchange exchange = new DefaultExchange(hub);
            exchange.getMessage().setBody(frames(sent));
            sent += perExchange;
            template.asyncSend("direct:receive", exchange).whenComplete((done, problem) -> {
                inFlight.release();
                if (done.getException() != null) {
                    refused.addAndGet(perExchange);
                }
            });
        }
        inFlight.acquire(IN_FLIGHT);
        inFlight.release(IN_FLIGHT);
        return sent;
    }

    private List<RawFrame> frames(long first) {
        List<RawFrame> frames = new ArrayList<>(perExchange);
        for (int i = 0; i < perExchange; i++) {
            frames.add(TestingFrames.frame("device-" + (first + i) % DEVICES, first + i));
        }
        return frames;
    }

    private void receive(Exchange exchange) {
        List<?> frames = exchange.getMessage().getBody(List.class);
        received.addAndGet(frames.size());
        batches.incrementAndGet();
        if (measuring && rate > 0) {
            long now = System.nanoTime();
            long[] some = frames.stream()
                    .mapToLong(frame -> now - TestingFrames.sentNanos((RawFrame) frame))
                    .toArray();
            synchronized (delays) {
                delays.add(some);
            }
        }
    }

    private void drain(long expected) throws InterruptedException {
        long last = -1;
        while (received.get() < expected && received.get() != last) {
            last = received.get();
            Thread.sleep(1_000);
        }
    }

    private void report(long count, long batchCount, long nanoseconds, long cpuBefore, long nodeCpu) {
        double cpu = (process.getProcessCpuTime() - cpuBefore) / 1e3 / count;
        System.out.printf(
                "%,d messages, %,.0f/s, hub %.2f us CPU/message, node %.2f us CPU/message, %,d a batch, refused %d%n",
                count,
                count / (nanoseconds / 1e9),
                cpu,
                nodeCpu / 1e3 / count,
                count / Math.max(1, batchCount),
                refused.get());
        long[] sorted = delays.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        if (sorted.length > 0) {
            System.out.printf(
                    "send to receipt: p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                    sorted[sorted.length / 2] / 1e6,
                    sorted[(int) (sorted.length * 0.99)] / 1e6,
                    sorted[sorted.length - 1] / 1e6);
        }
    }
}

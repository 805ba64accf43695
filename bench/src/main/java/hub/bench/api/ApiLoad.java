package hub.bench.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Asks at a steady rate whether or not answers come, and takes each one's time from when its question was due: a hub that stalls
 * cannot hide behind questions that were never asked.
 */
public final class ApiLoad {

    private static final int DRAIN_SECONDS = 30;

    private final URI hub;
    private final String password;
    private final List<ApiQuestion> turns;
    private final List<String> devices;
    private final HttpClient client;
    private final Random random = new Random(7);

    /** @param devices ids that questions may be about */
    public ApiLoad(URI hub, String password, List<ApiQuestion> questions, List<String> devices) {
        this.hub = hub;
        this.password = password;
        this.turns = ApiQuestion.turns(questions);
        this.devices = devices;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /**
     * Asks as people do, each of a few the next question when the last is answered: a hub that has just started compiles what they need
     * without being buried under questions.
     *
     * @param askers how many ask at once
     */
    public void warmUp(int askers, int seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> threads = IntStream.range(0, askers)
                .mapToObj(asker -> new Thread(() -> askInTurn(asker, end), "asker-" + asker))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void askInTurn(int first, long end) {
        for (int number = first; System.nanoTime() < end; number++) {
            HttpRequest question = request(turns.get(number % turns.size()));
            client.sendAsync(question, HttpResponse.BodyHandlers.discarding())
                    .exceptionally(unanswered -> null)
                    .join();
        }
    }

    /** Asks for so many seconds and waits for the last answers. */
    public ApiFigures run(double perSecond, int seconds) throws InterruptedException {
        ApiFigures figures = new ApiFigures();
        Phaser asked = new Phaser(1);
        long begin = System.nanoTime();
        long count = Math.round(perSecond * seconds);
        for (long number = 0; number < count; number++) {
            long due = begin + (long) (number * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            ask(turns.get((int) (number % turns.size())), due, figures, asked);
        }
        int phase = asked.arrive();
        try {
            asked.awaitAdvanceInterruptibly(phase, DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException silent) {
            asked.forceTermination();
        }
        return figures;
    }

    private void ask(ApiQuestion question, long due, ApiFigures figures, Phaser asked) {
        asked.register();
        client.sendAsync(request(question), HttpResponse.BodyHandlers.ofByteArray())
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        figures.refused(question, String.valueOf(failure.getMessage()));
                    } else if (answer.statusCode() != 200) {
                        figures.refused(question, "answered " + answer.statusCode());
                    } else {
                        figures.answered(question, (System.nanoTime() - due) / 1e6);
                    }
                    asked.arriveAndDeregister();
                });
    }

    private HttpRequest request(ApiQuestion question) {
        String path = question.path().replace("{device}", devices.get(random.nextInt(devices.size())));
        String login = question.user() + ":" + password;
        return HttpRequest.newBuilder(hub.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}

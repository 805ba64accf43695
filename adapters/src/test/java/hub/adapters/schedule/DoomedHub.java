package hub.adapters.schedule;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.postgresql.ds.PGSimpleDataSource;

/** A hub in a process of its own that begins a run and never ends it. */
final class DoomedHub {
    private DoomedHub() {}

    public static void main(String[] arguments) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        TestingSchedules.start(database, "doomed", Clock.systemUTC()).route("takeover", arguments[1], exchange -> {
            System.out.println("BEGUN " + exchange.getMessage().getBody());
            System.out.flush();
            new CountDownLatch(1).await();
        });
        new CountDownLatch(1).await();
    }
}

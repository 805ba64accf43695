package hub.adapters.formula;

import hub.adapters.Database;
import hub.adapters.MovedClock;
import hub.formula.daily.FormulaSpecReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Formulas on a real database whose aggregates a test writes itself. */
final class TestingFormulas implements AutoCloseable {
    static final FormulaSpecReader READER = new FormulaSpecReader(product ->
            product.startsWith("prod-") ? Optional.of(Set.of("tempC", "vibration", "rpm")) : Optional.empty());
    private static final Quantiles NO_QUANTILES = (sketch, share) -> Double.NaN;

    private final EmbeddedPostgres postgres;
    final DataSource source;
    final Database database;
    final MovedClock clock = new MovedClock();
    final FormulaTrial trial;
    final FormulaRecompute recompute;
    final FormulaAnswers answers;

    TestingFormulas() throws Exception {
        postgres = EmbeddedPostgres.start();
        source = postgres.getPostgresDatabase();
        database = new Database(source);
        Flyway.configure()
                .dataSource(source)
                .schemas("analytics")
                .locations("classpath:db/analytics")
                .outOfOrder(true)
                .load()
                .migrate();
        trial = new FormulaTrial(source, READER, NO_QUANTILES, clock);
        recompute = anotherRecompute();
        answers = new FormulaAnswers(source, clock);
    }

    Formulas formulas(Path folder) {
        return new Formulas(source, folder, READER, NO_QUANTILES, clock);
    }

    FormulaDesk desk(Formulas formulas) {
        return new FormulaDesk(source, formulas, READER, clock);
    }

    FormulaRecompute anotherRecompute() {
        return new FormulaRecompute(source, NO_QUANTILES, clock);
    }

    void empty() throws SQLException {
        database.update("truncate analytics.customer_product_day, analytics.formula_result, analytics.formula cascade");
    }

    /** A metric's day with four readings around a mean. */
    void aggregate(String customer, String product, LocalDate day, String metric, double mean) throws SQLException {
        database.update(
                "insert into analytics.customer_product_day (customer_id, product_id, day, metric, devices, n, sum, min,"
                        + " max, sumsq, first, last, sketch, computed_at) values (?, ?, ?, ?, 1, 4, ?, ?, ?, ?, ?, ?, '', ?)"
                        + " on conflict (customer_id, product_id, day, metric) do update set sum = excluded.sum,"
                        + " min = excluded.min, max = excluded.max",
                customer,
                product,
                Date.valueOf(day),
                metric,
                4 * mean,
                mean - 1,
                mean + 1,
                4 * mean * mean + 2,
                mean - 1,
                mean + 1,
                clock.instant());
    }

    @Override
    public void close() throws Exception {
        postgres.close();
    }
}

package hub.adapters.firmware;

import hub.adapters.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of jobs. */
final class JobRows {

    private JobRows() {}

    static FirmwareJob read(ResultSet row) throws SQLException {
        String plan = row.getString("plan");
        return new FirmwareJob(
                row.getString("id"),
                row.getString("kind").equals("rollback"),
                row.getString("parent"),
                row.getString("execution_id"),
                row.getString("package_id"),
                row.getString("product_id"),
                row.getString("description"),
                plan,
                JobPlanReader.read(Json.read(plan)),
                JobState.valueOf(row.getString("state")),
                row.getInt("wave"),
                row.getBoolean("rolling_back"),
                row.getString("reason_code"),
                row.getString("comment"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                Session.time(row, "started_at"),
                Session.time(row, "ended_at"));
    }

    /** Adds a job; false when there is one of that id. */
    static boolean insert(Session session, FirmwareJob job, Instant due) throws SQLException {
        return session.update(
                        "insert into service.firmware_job (id, kind, parent, execution_id, package_id, product_id, description,"
                                + " plan, state, created_by, created_at, due_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?) on conflict (id) do nothing",
                        job.id(),
                        job.rollback() ? "rollback" : "update",
                        job.parent(),
                        job.executionId(),
                        job.packageId(),
                        job.productId(),
                        job.description(),
                        job.planText(),
                        job.state(),
                        job.createdBy(),
                        job.createdAt(),
                        due)
                == 1;
    }

    static Optional<FirmwareJob> find(Session session, String id) throws SQLException {
        return session.one("select * from service.firmware_job where id = ?", JobRows::read, id);
    }

    static Optional<FirmwareJob> lock(Session session, String id) throws SQLException {
        return session.one("select * from service.firmware_job where id = ? for update", JobRows::read, id);
    }

    /** One job that is due and that no other hub has in hand. */
    static Optional<FirmwareJob> lockDue(Session session, Instant now) throws SQLException {
        return session.one(
                "select * from service.firmware_job where due_at <= ? order by due_at limit 1 for update skip locked",
                JobRows::read,
                now);
    }

    static List<FirmwareJob> page(Session session, String product, String state, String cursor, int limit)
            throws SQLException {
        List<Object> values = new ArrayList<>(List.of(product, product, state, state));
        String after = "";
        String[] place = cursor.split("~", 2);
        if (place.length == 2) {
            after = " and (created_at, id) < (?, ?)";
            values.add(Instant.parse(place[0]));
            values.add(place[1]);
        }
        values.add(limit);
        return session.list(
                "select * from service.firmware_job where (? = '' or product_id = ?) and (? = '' or state = ?)" + after
                        + " order by created_at desc, id desc limit ?",
                JobRows::read,
                values.toArray());
    }

    /** What is told about a job when its deletion has ended. */
    static String farewell(Session session, String id) throws SQLException {
        return session.one("select farewell from service.firmware_job where id = ?", row -> row.getString(1), id)
                .orElse("{}");
    }

    static void due(Session session, String id, Optional<Instant> due) throws SQLException {
        session.update("update service.firmware_job set due_at = ? where id = ?", due, id);
    }

    static void state(Session session, String id, JobState state, String reasonCode, String comment)
            throws SQLException {
        session.update(
                "update service.firmware_job set state = ?, reason_code = ?, comment = ? where id = ?",
                state,
                reasonCode,
                comment,
                id);
    }

    static void start(Session session, String id, Instant now) throws SQLException {
        session.update(
                "update service.firmware_job set state = 'IN_PROGRESS', started_at = coalesce(started_at, ?) where id = ?",
                now,
                id);
    }

    static void end(
            Session session,
            String id,
            JobState state,
            String reasonCode,
            String comment,
            boolean rollBack,
            Instant now)
            throws SQLException {
        session.update(
                "update service.firmware_job set state = ?, reason_code = ?, comment = ?, rolling_back = ?, ended_at = ?"
                        + " where id = ?",
                state,
                reasonCode,
                comment,
                rollBack,
                now,
                id);
    }

    static void wave(Session session, String id, int wave) throws SQLException {
        session.update("update service.firmware_job set wave = ? where id = ?", wave, id);
    }
}

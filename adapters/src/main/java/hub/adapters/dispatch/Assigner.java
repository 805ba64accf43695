package hub.adapters.dispatch;

import hub.adapters.Session;
import hub.adapters.dispatch.CandidateScore.Score;
import hub.adapters.dispatch.WorkOrders.Note;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Finds the technician for an order and keeps with it why this one, and why not the others. */
final class Assigner {

    private static final String NOBODY = "no technician can take this order";

    private final CandidateScore score;
    private final DispatchSettings settings;

    Assigner(CandidateScore score, DispatchSettings settings) {
        this.score = score;
        this.settings = settings;
    }

    private record Scored(Candidate candidate, Score score) {

        Map<String, Object> shape() {
            Map<String, Object> shape = new LinkedHashMap<>();
            shape.put("technician", candidate.technicianId());
            shape.put("name", candidate.name());
            shape.put("possible", score.possible());
            shape.put("score", score.points());
            shape.put("text", score.text());
            return shape;
        }
    }

    /** Gives the order to the best who has neither declined it nor let it lie; without one it waits visibly. */
    Row best(Session session, Row order, String who, Instant now) throws SQLException {
        List<Scored> all = scored(session, order, now);
        List<String> asked = new ArrayList<>(order.texts("declined"));
        asked.addAll(order.texts("passed"));
        Optional<Scored> best = all.stream()
                .filter(each -> each.score().possible())
                .filter(each -> !asked.contains(each.candidate().technicianId()))
                .min(Comparator.comparing((Scored each) -> -each.score().points())
                        .thenComparing(each -> each.candidate().technicianId()));
        if (best.isEmpty()) {
            return nobody(session, order, all, asked, who, now);
        }
        return give(session, order, best.get(), all, new Note(now, who, "assign", reason(best.get())));
    }

    /** Gives the order to a certain technician; hard rules are broken only by force. */
    Row to(Session session, Row order, String technicianId, boolean force, String who, Instant now)
            throws SQLException {
        List<Scored> all = scored(session, order, now);
        Scored chosen = all.stream()
                .filter(each -> each.candidate().technicianId().equals(technicianId))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no active technician '" + technicianId + "'"));
        if (!chosen.score().possible() && !force) {
            throw new IllegalStateException(chosen.candidate().name() + " cannot take this order: "
                    + chosen.score().text() + "; give \"force\": true to send him all the same");
        }
        return give(
                session, order, chosen, all, new Note(now, who, "assign", "chosen by " + who + "; " + reason(chosen)));
    }

    private List<Scored> scored(Session session, Row order, Instant now) throws SQLException {
        return Technicians.candidates(session, order, now).stream()
                .map(candidate -> new Scored(candidate, score.of(candidate)))
                .toList();
    }

    private Row give(Session session, Row order, Scored chosen, List<Scored> all, Note note) throws SQLException {
        String technician = chosen.candidate().technicianId();
        Map<String, Object> explanation = chosen.shape();
        explanation.put("at", Shapes.time(note.at()));
        explanation.put(
                "others",
                all.stream().filter(each -> each != chosen).map(Scored::shape).toList());
        Map<String, Object> values = new HashMap<>();
        values.put("technician_id", technician);
        values.put("assignment", explanation);
        values.put("assigned_at", note.at());
        values.put("accepted_at", null);
        values.put("scheduled_start", null);
        values.put("scheduled_end", null);
        values.put("waiting", "");
        values.put("due_at", note.at().plus(settings.acceptWithin()));
        Row given = WorkOrders.change(session, order, Stage.ASSIGNED, values, note);
        String turn = technician + "-" + given.number("version");
        Outbox.notice(
                session,
                WorkOrders.notice(
                        session, given, "assigned-" + turn, "visit-assigned", "technician:" + technician, note.at()));
        return given;
    }

    private Row nobody(Session session, Row order, List<Scored> all, List<String> asked, String who, Instant now)
            throws SQLException {
        String waiting = NOBODY + ": "
                + (all.isEmpty()
                        ? "there are none"
                        : String.join(
                                "; ",
                                all.stream()
                                        .map(each -> each.candidate().name() + " "
                                                + (asked.contains(
                                                                each.candidate().technicianId())
                                                        ? "was asked already"
                                                        : each.score().text()))
                                        .toList()));
        Map<String, Object> values = new HashMap<>();
        values.put("technician_id", null);
        values.put("accepted_at", null);
        values.put("waiting", waiting);
        values.put("passed", new String[0]);
        values.put("due_at", now.plus(settings.askAgain()));
        boolean isNews = order.text("waiting").isEmpty();
        if (!isNews) {
            session.update(
                    "update service.work_order set due_at = ?, waiting = ?, passed = '{}' where order_id = ?",
                    now.plus(settings.askAgain()),
                    waiting,
                    order.text("order_id"));
            return WorkOrders.hold(session, order.text("order_id"));
        }
        Row left = WorkOrders.change(session, order, Stage.REQUESTED, values, new Note(now, who, "wait", waiting));
        Outbox.notice(
                session,
                WorkOrders.notice(
                        session,
                        left,
                        "unassigned-" + left.number("version"),
                        "visit-unassigned",
                        "team:service",
                        now));
        return left;
    }

    private static String reason(Scored chosen) {
        return chosen.candidate().name() + ": " + chosen.score().text() + " = "
                + chosen.score().points();
    }
}

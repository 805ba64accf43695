package hub.adapters.firmware;

import java.time.Instant;
import java.util.Optional;

/** Decides what a running job does next; pure, so that it can be asked again at any time by any hub. */
final class RolloutEngine {

    private RolloutEngine() {}

    /**
     * @param wave the wave the job is in
     * @param toldLastMinute how many devices were told in the last minute
     */
    static Decision decide(JobPlan plan, int wave, Tally tally, long toldLastMinute, Instant now) {
        if (plan.schedule().isOver(now) && tally.count(status -> !status.isTerminal()) > 0 && isUnended(plan, tally)) {
            return Decision.of(Decision.Kind.END, "the job's end time has come");
        }
        Optional<AbortCriterion> hit =
                plan.abort().stream().filter(each -> each.isHit(tally)).findFirst();
        if (hit.isPresent()) {
            return Decision.of(Decision.Kind.ABORT, hit.get().reason(tally));
        }
        if (tally.openUpTo(wave) == 0) {
            return waveEnded(plan, wave, tally, now);
        }
        return tell(plan, wave, tally, toldLastMinute, now);
    }

    /** After a stopped rollout those at work may go on, so only those that wait make an end necessary. */
    private static boolean isUnended(JobPlan plan, Tally tally) {
        return plan.schedule().endBehavior() != JobSchedule.EndBehavior.STOP_ROLLOUT
                || tally.count(ExecutionStatus.WAITING) > 0;
    }

    private static Decision waveEnded(JobPlan plan, int wave, Tally tally, Instant now) {
        double rate = tally.successRate(wave);
        if (rate < plan.successThreshold()) {
            return Decision.of(
                    Decision.Kind.ABORT,
                    "wave %d ended with %.1f %% success, the threshold is %.1f %%"
                            .formatted(wave + 1, rate, plan.successThreshold()));
        }
        if (wave < plan.waves().last()) {
            return Decision.of(Decision.Kind.NEXT_WAVE, "wave %d ended with %.1f %% success".formatted(wave + 1, rate));
        }
        return plan.continuous() && !plan.schedule().isOver(now)
                ? Decision.REST
                : Decision.of(Decision.Kind.COMPLETE, "all devices have ended");
    }

    private static Decision tell(JobPlan plan, int wave, Tally tally, long toldLastMinute, Instant now) {
        long waiting = tally.waitingIn(wave);
        if (waiting == 0 || !plan.schedule().mayTell(now)) {
            return Decision.REST;
        }
        int rate = plan.rate().perMinute(tally.notified(), tally.count(ExecutionStatus.SUCCEEDED));
        int number = (int) Math.min(waiting, Math.max(0, rate - toldLastMinute));
        return number == 0 ? Decision.REST : new Decision(Decision.Kind.TELL, number, "");
    }
}

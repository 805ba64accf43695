package hub.adapters.firmware;

import java.time.Instant;
import java.util.Optional;

/**
 * One job: a package on its way to devices.
 *
 * @param id its id, 1 to 64 letters, digits, '-' and '_'
 * @param rollback whether it brings devices back
 * @param parent the job it undoes, or empty
 * @param executionId the command it carries out, or empty
 * @param packageId the package
 * @param productId its product
 * @param description for people
 * @param planText the plan as JSON
 * @param plan the plan
 * @param state where it stands
 * @param wave the wave it is in, from 0
 * @param rollingBack whether devices of it are still to be brought back
 * @param reasonCode why it was stopped, as a code
 * @param comment why it was stopped, for people
 * @param createdBy who made it
 * @param createdAt when
 * @param startedAt when its first wave began
 * @param endedAt when it ended
 */
record FirmwareJob(
        String id,
        boolean rollback,
        String parent,
        String executionId,
        String packageId,
        String productId,
        String description,
        String planText,
        JobPlan plan,
        JobState state,
        int wave,
        boolean rollingBack,
        String reasonCode,
        String comment,
        String createdBy,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {}

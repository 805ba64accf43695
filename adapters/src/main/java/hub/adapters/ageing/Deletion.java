package hub.adapters.ageing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One wish that a subject's data be deleted, and what became of it.
 *
 * @param kind {@code device} or {@code customer}
 * @param devices the devices meant, settled when it was asked for
 * @param until what was measured, or happened, before this
 * @param state {@code waiting}, {@code running}, {@code done} or {@code stopped}
 * @param counts how much went, by store and table; names that end in {@code .recomputed} count what is computed again without it
 * @param swept how much came late and was deleted after it was done
 * @param hash SHA-256 of the receipt; names the receipt before it, so that none can be taken away unseen
 */
record Deletion(
        String id,
        String kind,
        String subject,
        List<String> devices,
        Instant until,
        String reason,
        String askedBy,
        Instant askedAt,
        String state,
        String problem,
        Map<String, Long> counts,
        Map<String, Long> swept,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> sweepUntil,
        Optional<Instant> coldGoneBy,
        String hash,
        String previousHash) {

    /** What the receipt vouches for, in the order in which it is hashed. */
    Map<String, Object> receipt(String before, Instant ended) {
        Map<String, Object> receipt = new LinkedHashMap<>();
        receipt.put("id", id);
        receipt.put("kind", kind);
        receipt.put("subject", subject);
        receipt.put("devices", devices);
        receipt.put("measuredUntil", until.toString());
        receipt.put("reason", reason);
        receipt.put("askedBy", askedBy);
        receipt.put("askedAt", askedAt.toString());
        receipt.put("endedAt", ended.toString());
        receipt.put("deleted", counts);
        receipt.put("previousHash", before);
        return receipt;
    }

    Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", id);
        shape.put("kind", kind);
        shape.put("subject", subject);
        shape.put("devices", devices);
        shape.put("measuredUntil", until.toString());
        shape.put("reason", reason);
        shape.put("askedBy", askedBy);
        shape.put("askedAt", askedAt.toString());
        shape.put("state", state);
        if (!problem.isEmpty()) {
            shape.put("problem", problem);
        }
        shape.put("deleted", counts);
        shape.put("total", total());
        startedAt.ifPresent(at -> shape.put("startedAt", at.toString()));
        endedAt.ifPresent(at -> shape.put("endedAt", at.toString()));
        if (!hash.isEmpty()) {
            shape.put("hash", hash);
            shape.put("previousHash", previousHash);
            shape.put("deletedLate", swept);
        }
        sweepUntil.ifPresent(at -> shape.put("sweptUntil", at.toString()));
        coldGoneBy.ifPresent(at -> shape.put("coldFilesGoneBy", at.toString()));
        return shape;
    }

    /** What is only computed again has not gone. */
    private long total() {
        return counts.entrySet().stream()
                .filter(each -> !each.getKey().endsWith(".recomputed"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

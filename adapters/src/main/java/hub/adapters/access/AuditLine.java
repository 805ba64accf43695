package hub.adapters.access;

import java.time.Instant;

/**
 * One line of the audit log; texts are empty rather than null, but for the last three.
 *
 * @param via how the caller was known: {@code password}, {@code session}, {@code key:<id>}, {@code token}
 * @param action the operation of the contract, or such as {@code sign-in}
 * @param subjectKind what kind of thing, as the path names it
 * @param subjectId which one, or empty
 * @param status the answer's HTTP status
 * @param requestId the request's own id, which the answer carried too
 * @param request what was asked, JSON, without secrets; null for nothing
 * @param before how the thing was; null when it was not there or cannot be read
 * @param after how it is
 */
public record AuditLine(
        Instant at,
        String who,
        String roles,
        String via,
        String address,
        String action,
        String subjectKind,
        String subjectId,
        int status,
        String requestId,
        String request,
        String before,
        String after) {}

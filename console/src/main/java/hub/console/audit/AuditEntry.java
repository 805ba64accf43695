package hub.console.audit;

/**
 * Something somebody did.
 *
 * @param who the caller's name
 * @param roles what he is
 * @param via how he was known: {@code password}, {@code session}, {@code key:<id>}, {@code token}
 * @param address where he came from
 * @param action the operation of the contract, or such as {@code sign-in}
 * @param kind of the thing it was done to
 * @param subject which one, or empty
 * @param status the answer's HTTP status
 * @param requestId the request's id
 * @param request what was asked, JSON; empty for nothing
 * @param before how the thing was, JSON; empty when it was not there
 * @param after how it is, JSON
 */
public record AuditEntry(
        String who,
        String roles,
        String via,
        String address,
        String action,
        String kind,
        String subject,
        int status,
        String requestId,
        String request,
        String before,
        String after) {

    /** Something that has no before and after. */
    public static AuditEntry plain(
            String who, String via, String address, String action, String subject, int status, String requestId) {
        return new AuditEntry(who, "", via, address, action, "sign-in", subject, status, requestId, "", "", "");
    }
}

package hub.adapters.shadow;

/** A request that changes nothing, with the code and message AWS documents for it. */
final class ShadowRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final int code;

    ShadowRefusal(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static ShadowRefusal bad(String message) {
        return new ShadowRefusal(400, message);
    }

    static ShadowRefusal missing(ShadowName name) {
        return new ShadowRefusal(404, "No shadow exists with name: " + name.label());
    }

    static ShadowRefusal tooLarge() {
        return new ShadowRefusal(413, "The payload exceeds the maximum size allowed");
    }

    int code() {
        return code;
    }
}

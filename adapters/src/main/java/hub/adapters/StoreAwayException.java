package hub.adapters;

import software.amazon.awssdk.core.exception.SdkClientException;

/** A store of files does not answer now; the same call may succeed later. */
public final class StoreAwayException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    /** @param cause what the store's client says */
    StoreAwayException(Throwable cause) {
        super(SdkClientException.builder()
                .message("the store of files does not answer")
                .cause(cause));
    }
}

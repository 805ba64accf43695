package hub.adapters.ageing;

import java.util.Set;

/** Tells which devices a word means. */
public interface Subjects {

    /** The devices that stand, or once stood, at a customer's sites. */
    Set<String> ofCustomer(String customerId);

    /** The registered devices of a product. */
    Set<String> ofProduct(String productId);
}

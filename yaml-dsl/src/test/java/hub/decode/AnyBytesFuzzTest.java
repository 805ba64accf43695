package hub.decode;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever a device sends to whatever product becomes telemetry or a dead letter, soon and without a defect. Normal
 * builds run the kept corpus; docs/add-a-product.md has the command that searches on.
 */
class AnyBytesFuzzTest {

    private final ShippedProducts products = ShippedProducts.SHIPPED;

    @FuzzTest(maxExecutions = 10_000_000, maxDuration = "2h")
    void everythingBecomesTelemetryOrADeadLetter(FuzzedDataProvider data) {
        int product = data.consumeInt(0, products.count() - 1);
        String format = data.pickValue(ShippedProducts.FORMATS);
        products.read(product, format, data.consumeRemainingAsBytes());
    }
}

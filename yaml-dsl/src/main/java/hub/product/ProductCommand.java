package hub.product;

import hub.contract.MetricRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An order that devices of a product understand.
 *
 * @param id how orders name it
 * @param description for people, or empty
 * @param parameters what it takes, each with the rules that its value must keep
 * @param defaults values of parameters that an order leaves out
 * @param timeout how long a device usually needs
 * @param downlink its bytes, for devices that take orders over their TCP connection; empty when they take none there
 */
public record ProductCommand(
        String id,
        String description,
        List<MetricRule> parameters,
        Map<String, Object> defaults,
        Optional<Duration> timeout,
        List<DownlinkField> downlink) {}

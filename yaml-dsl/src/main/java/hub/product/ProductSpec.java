package hub.product;

import hub.contract.Contract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a product file says.
 *
 * @param productId the product
 * @param name for people
 * @param description for people, or empty
 * @param onUnknownDevice what becomes of messages from devices nobody registered
 * @param clockTolerance how far in the future a device's clock may be
 * @param framing its own TCP listener, if it has one
 * @param hex how its binary payloads are read
 * @param json how its JSON bodies are read
 * @param csv how its CSV rows are read
 * @param contract what it promises
 * @param derived metrics computed from others, in an order in which each finds its inputs
 * @param actions what the hub may do to a device, and how it finds out whether that helped
 * @param commands orders its devices understand
 * @param commandAnswer how they answer them in binary frames, if they do
 * @param presence what to expect of their presence
 * @param retention how long its readings stay in the hot store
 */
public record ProductSpec(
        String productId,
        String name,
        String description,
        UnknownDevicePolicy onUnknownDevice,
        Duration clockTolerance,
        Optional<Framing> framing,
        Optional<HexLayout> hex,
        Optional<JsonMapping> json,
        Optional<CsvMapping> csv,
        Contract contract,
        List<DerivedMetric> derived,
        List<ProductAction> actions,
        List<ProductCommand> commands,
        Optional<CommandAnswer> commandAnswer,
        PresencePolicy presence,
        RetentionPolicy retention) {

    /** The action of this id in the product's catalogue. */
    public Optional<ProductAction> action(String id) {
        return actions.stream().filter(action -> action.id().equals(id)).findFirst();
    }

    /** The order of this name. */
    public Optional<ProductCommand> command(String id) {
        return commands.stream().filter(command -> command.id().equals(id)).findFirst();
    }
}

package hub.watch;

import hub.adapters.recover.DeadLetterDesk;
import hub.decode.StandardizedBatch;
import hub.decode.Standardizer;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.product.DeviceDirectory;
import hub.product.ProductCatalog;
import hub.product.RegisteredDevice;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what would become of dead letters that are retried: each is read with the product file that is in force now. */
public final class RetryTrial {

    private final Standardizer standardizer;

    /** @param devices which devices there are; none is registered by trying */
    public RetryTrial(ProductCatalog catalog, DeviceDirectory devices, Clock clock) {
        this.standardizer = new Standardizer(catalog, new KnownDevices(devices), clock);
    }

    private record KnownDevices(DeviceDirectory devices) implements DeviceDirectory {

        @Override
        public Optional<RegisteredDevice> find(String deviceId) {
            return devices.find(deviceId);
        }

        @Override
        public RegisteredDevice register(String deviceId, String productId, String hubId) {
            return new RegisteredDevice(deviceId, productId, hubId, "");
        }
    }

    /** The answer to a dry run; nothing is sent and nothing is changed. */
    public Map<String, Object> dryRun(DeadLetterDesk.Retry retry) {
        Map<String, List<String>> problems = new LinkedHashMap<>();
        for (int index = 0; index < retry.ids().size(); index++) {
            problems.put(retry.ids().get(index), problems(retry.frames().get(index)));
        }
        List<Map<String, Object>> items = new ArrayList<>();
        for (Map<String, Object> item : retry.items()) {
            List<String> found = problems.get(String.valueOf(item.get("id")));
            items.add(found == null || found.isEmpty() ? item : refused(item, found));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("matched", retry.matched());
        answer.put("retried", problems.values().stream().filter(List::isEmpty).count());
        answer.put("dryRun", true);
        answer.put("items", items);
        return answer;
    }

    private List<String> problems(RawFrame frame) {
        StandardizedBatch batch = standardizer.standardize(List.of(frame));
        return batch.deadLetters().stream()
                .map(DeadLetter::problems)
                .flatMap(List::stream)
                .toList();
    }

    private static Map<String, Object> refused(Map<String, Object> item, List<String> problems) {
        return Map.of("id", item.get("id"), "retried", false, "problems", problems);
    }
}

package hub.adapters.firmware;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Devices that install what they are told to; three of ten are broken by version 2.0.0: some say so, some fall silent. */
final class SimulatedFleet {

    static final String BAD = "2.0.0";

    final Map<String, String> runs = new HashMap<>();
    private final TestingFirmware hub;

    SimulatedFleet(TestingFirmware hub) {
        this.hub = hub;
    }

    /** Three of ten, spread over the fleet. */
    static boolean isBrokenBy(String thing, String version) {
        return version.equals(BAD) && number(thing) * 7 % 10 < 3;
    }

    private static boolean fallsSilent(String thing) {
        return number(thing) * 7 % 10 == 2;
    }

    private static int number(String thing) {
        return Integer.parseInt(thing.substring(2));
    }

    /** Takes one message as the device it is for. */
    void take(DeviceMessage message) throws Exception {
        String[] levels = message.topic().split("/");
        if (levels[levels.length - 1].equals("notify-next")) {
            JsonNode said = TestingFirmware.JSON.readTree(message.payload());
            if (said.has("execution")) {
                work(levels[2]);
            }
        }
    }

    private void work(String thing) throws Exception {
        JsonNode execution =
                hub.ask(thing, "start-next", "{\"stepTimeoutInMinutes\":10}").path("execution");
        if (execution.isMissingNode()) {
            return;
        }
        String job = execution.path("jobId").asText();
        String version = execution.path("jobDocument").path("fw_version").asText();
        if (isBrokenBy(thing, version)) {
            runs.put(thing, "broken");
            if (!fallsSilent(thing)) {
                hub.ask(thing, job + "/update", "{\"status\":\"FAILED\",\"statusDetails\":{\"reason\":\"no boot\"}}");
            }
            return;
        }
        runs.put(thing, version);
        hub.ask(thing, job + "/update", "{\"status\":\"SUCCEEDED\"}");
    }
}

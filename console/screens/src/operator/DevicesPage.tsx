import { DeviceTable } from '../shared/DeviceTable';
import { useWords } from '../shared/language';
import { Screen } from '../shared/Screen';

/** Every device the hub knows, and whether it is there. */
export default function DevicesPage() {
  const words = useWords();
  return (
    <Screen title={words.pages.devices}>
      <DeviceTable name={(device) => device.device_id} />
    </Screen>
  );
}

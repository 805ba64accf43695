/** Shapes of the API that several roles show. */
export type Role = 'service' | 'lab' | 'customer' | 'operator' | 'analyst' | 'technician';
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

export interface Me {
  name: string;
  roles: Role[];
  customer_id?: string;
}

export interface Alarm {
  id: string;
  device_id: string;
  productId: string;
  ruleId: string;
  severity: Severity;
  class: string;
  state: string;
  acknowledged: boolean;
  raisedAt: string;
  lastSeenAt: string;
  clearedAt?: string;
  count: number;
  value?: number | string;
  explanation?: { table: string; version: string; row: string; cell: string; values: Record<string, unknown>; text: string };
  history?: { at: string; from: string; to: string; by: string; cause: string }[];
}

export interface Device {
  device_id: string;
  productId: string;
  hub_id?: string;
  site_id?: string;
  model?: string;
  firmwareVersion?: string;
  presence?: { connected: boolean; online: boolean; since?: string; lastSeenAt?: string; door?: string };
}

export interface Telemetry {
  device_id: string;
  device_timestamp: string;
  productId: string;
  metrics: Record<string, number | string | boolean>;
}

export interface DispatchOrder {
  id: string;
  stage: 'new' | 'confirmed' | 'requested' | 'assigned' | 'scheduled' | 'enroute' | 'started' | 'completed' | 'cancelled';
  version: number;
  priority: number;
  severity: string;
  device_id: string;
  productId: string;
  summary: string;
  waiting?: string;
  technician?: string;
  requestedAt: string;
  /** The deadline. */
  requestLate?: string;
  acceptedAt?: string;
  scheduledStart?: string;
}

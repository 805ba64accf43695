import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Role } from '../shared/types';
import type { Words } from '../shared/words';

export interface RolePage {
  path: string;
  title: (words: Words) => string;
  screen: LazyExoticComponent<ComponentType>;
  /** Reached from another page, not from the menu. */
  hidden?: boolean;
}

function page(
  path: string,
  title: (words: Words) => string,
  load: () => Promise<{ default: ComponentType }>,
  hidden = false,
): RolePage {
  return { path, title, screen: lazy(load), hidden };
}

/** What each role sees, in the order of its menu; the first page is where it lands. */
export const PAGES: Record<Role, RolePage[]> = {
  service: [
    page('kpi', (words) => words.pages.kpi, () => import('../service/KpiPage')),
    page('alarms', (words) => words.pages.alarms, () => import('../shared/AlarmsPage')),
    page('alarms/:id', (words) => words.pages.alarms, () => import('../shared/AlarmPage'), true),
    page('dispatch', (words) => words.pages.dispatch, () => import('../service/DispatchPage')),
    page('customers', (words) => words.pages.customers, () => import('../service/CustomersPage')),
    page('report', (words) => words.pages.serviceReport, () => import('../service/ReportPage')),
  ],
  lab: [
    page('explorer', (words) => words.pages.explorer, () => import('../lab/ExplorerPage')),
    page('wall', (words) => words.pages.wall, () => import('../lab/WallPage')),
    page('aggregates', (words) => words.pages.aggregates, () => import('../lab/AggregatesPage')),
    page('distribution', (words) => words.pages.distribution, () => import('../lab/DistributionPage')),
    page('formulas', (words) => words.pages.formulas, () => import('../lab/FormulasPage')),
    page('cold', (words) => words.pages.coldSql, () => import('../lab/ColdPage')),
    page('shadows', (words) => words.pages.shadows, () => import('../lab/ShadowPage')),
    page('playground', (words) => words.pages.playground, () => import('../lab/PlaygroundPage')),
    page('alarms', (words) => words.pages.alarms, () => import('../shared/AlarmsPage')),
    page('alarms/:id', (words) => words.pages.alarms, () => import('../shared/AlarmPage'), true),
  ],
  customer: [
    page('overview', (words) => words.pages.overview, () => import('../customer/OverviewPage')),
    page('alarms', (words) => words.pages.alarms, () => import('../shared/AlarmsPage')),
    page('alarms/:id', (words) => words.pages.alarms, () => import('../customer/StoryPage'), true),
    page('visits', (words) => words.pages.visits, () => import('../customer/VisitsPage')),
    page('report', (words) => words.pages.customerReport, () => import('../customer/ReportPage')),
  ],
  operator: [
    page('flow', (words) => words.pages.flow, () => import('../operator/FlowPage')),
    page('devices', (words) => words.pages.devices, () => import('../operator/DevicesPage')),
    page('alarms', (words) => words.pages.alarms, () => import('../shared/AlarmsPage')),
    page('alarms/:id', (words) => words.pages.alarms, () => import('../shared/AlarmPage'), true),
    page('dead-letters', (words) => words.pages.deadLetters, () => import('../operator/DeadLettersPage')),
    page('connections', (words) => words.pages.connections, () => import('../operator/ConnectionsPage')),
    page('systems', (words) => words.pages.systems, () => import('../operator/SystemsPage')),
    page('sync', (words) => words.pages.sync, () => import('../operator/SyncPage')),
    page('schedules', (words) => words.pages.schedules, () => import('../operator/SchedulesPage')),
    page('firmware', (words) => words.pages.firmware, () => import('../operator/FirmwarePage')),
    page('problems', (words) => words.pages.problems, () => import('../operator/ProblemsPage')),
    page('users', (words) => words.pages.users, () => import('../access/UsersPage')),
    page('api-keys', (words) => words.pages.apiKeys, () => import('../access/KeysPage')),
    page('audit', (words) => words.pages.audit, () => import('../access/AuditPage')),
  ],
  analyst: [
    page('tables', (words) => words.pages.tables, () => import('../analyst/TablesPage')),
    page('tables/:name', (words) => words.pages.tables, () => import('../analyst/TablePage'), true),
    page('precision', (words) => words.pages.precision, () => import('../analyst/PrecisionPage')),
    page('alarms', (words) => words.pages.alarms, () => import('../shared/AlarmsPage')),
    page('alarms/:id', (words) => words.pages.alarms, () => import('../shared/AlarmPage'), true),
  ],
  technician: [page('today', (words) => words.pages.today, () => import('../technician/TodayPage'))],
};

/** Schedules: routes that run at set times, once whatever the number of hubs, told and kept by PostgreSQL. */
package hub.adapters.schedule;

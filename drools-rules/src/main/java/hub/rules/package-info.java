/** The judgement: tables that analysts write decide, by Drools, when a reading begins, repeats or ends an alarm. */
package hub.rules;

import { analyst } from './analyst.mjs';
import { customer } from './customer.mjs';
import { lab } from './lab.mjs';
import { operator } from './operator.mjs';
import { service } from './service.mjs';
import { technician } from './technician.mjs';

/** What each role does first every day. The hub has to have: an open alarm, a dead letter, a visit for the technician. */
export const stories = { service, lab, operator, technician, customer, analyst };

// control/ steers a simulator and lets tests look inside: the routes below /_simulator, the settings of all rooms, the
// faults and the rate limit of the gateway, and the log of requests. SAP Concur has nothing of the kind.
import type { Alarm } from '../company/clock.mts';
import type { ProvisioningContext } from '../provisioning/context.mts';
import type { Faults } from './faults.mts';
import type { LoggedRequest } from './requestLog.mts';
import type { Settings } from './settings.mts';

/** Everything that this room may see and change: all of a simulator. */
export type ControlContext = ProvisioningContext & {
	alarm: Pick<Alarm, 'run'>;
	settings: Settings;
	faults: Faults;
	requests: LoggedRequest[];
};

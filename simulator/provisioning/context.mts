import type { IdentityContext } from '../identity/context.mts';
import type { ProvisionLedger } from './ledger.mts';
import type { ProvisioningSettings } from './settings.mts';

/** What this room uses of a simulator. */
export type ProvisioningContext = IdentityContext & {
	/** To be settled (engine.mts) before anything is read. */
	provisions: ProvisionLedger;
	settings: ProvisioningSettings;
};

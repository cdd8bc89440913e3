import type { Clock } from './clock.mts';
import type { KeyPairs } from './keyPairs.mts';
import type { CompanySettings } from './settings.mts';
import type { UserDirectory } from './users.mts';

/** What every room may use of a simulator. Each room adds a context of its own to this one. */
export interface CompanyContext {
	companyId: string;
	users: UserDirectory;
	clock: Clock;
	keyPairs: KeyPairs;
	settings: { company: CompanySettings };
	/** The address under which clients reach the simulator, without a trailing slash. */
	baseUrl(): string;
}
